import { fail } from './intrinsic-input';
import { type StackParameter } from './stack';
import { type Template } from './template';

/** Looks up an SSM parameter by its name; undefined if there is none. */
export type ReadSsmParameter = (name: string) => string | undefined;

/** The version that `cdk bootstrap` would have left; CDK 2 asks for at least 6. */
const BOOTSTRAP_VERSION = '30';

/** The one parameter that exists without an SSM: the bootstrap's version, under any qualifier. */
export const readBootstrapParameter: ReadSsmParameter = (name) =>
  /^\/cdk-bootstrap\/[a-z0-9]+\/version$/.test(name) ? BOOTSTRAP_VERSION : undefined;

/**
 * Values of a template's parameters: given ones, else defaults; SSM ones looked up.
 * @throws AwsError ValidationError for a missing, unknown or not allowed value
 */
export function parameterValues(
  template: Template,
  given: Readonly<Record<string, string>>,
  readSsm: ReadSsmParameter,
): ReadonlyMap<string, unknown> {
  const unknown = Object.keys(given).filter((name) => !Object.hasOwn(template.Parameters, name));
  if (unknown.length > 0) fail(`Parameters: [${unknown.join(', ')}] do not exist in the template`);
  return new Map(
    Object.entries(template.Parameters).map(([name, declared]) => {
      const value = given[name] ?? declared.Default;
      if (value === undefined) return fail(`Parameters: [${name}] must have values`);
      const allowed = declared.AllowedValues;
      if (allowed && !allowed.map(String).includes(String(value))) {
        return fail(`Parameter ${name}: ${value} is not one of ${allowed.join(', ')}`);
      }
      return [name, typedValue(name, declared.Type, String(value), readSsm)] as const;
    }),
  );
}

/** The values as a stack shows them. */
export function shownParameters(
  template: Template,
  given: Readonly<Record<string, string>>,
  values: ReadonlyMap<string, unknown>,
): Record<string, StackParameter> {
  return Object.fromEntries(
    Object.entries(template.Parameters).map(([name, { Type, Default = '', NoEcho }]) => {
      const isSsm = Type.startsWith('AWS::SSM::Parameter::Value<');
      const parameter: StackParameter = {
        value: given[name] ?? String(Default),
        ...(isSsm && { resolved: String(values.get(name)) }),
        ...(String(NoEcho) === 'true' && { noEcho: true }),
      };
      return [name, parameter];
    }),
  );
}

function typedValue(name: string, type: string, value: string, readSsm: ReadSsmParameter): unknown {
  if (type.startsWith('AWS::SSM::Parameter::Value<')) {
    return readSsm(value) ?? fail(`Unable to fetch parameter [${value}] from SSM for ${name}`);
  }
  if (type === 'CommaDelimitedList' || type.startsWith('List<')) {
    return value.split(',').map((item) => item.trim());
  }
  return value;
}
