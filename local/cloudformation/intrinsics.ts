import { evaluateCondition } from './condition-functions';
import { fail, isObject, onlyEntry, textOf } from './intrinsic-input';
import { type Scope } from './scope';

/** `AWS::NoValue`: the property or list element that has it is left out. */
export const NO_VALUE = Symbol('AWS::NoValue');

/**
 * Evaluates the intrinsic functions in a value. Functions that are not known are refused by name.
 * Source: CloudFormation user guide, "Intrinsic function reference".
 * @throws AwsError ValidationError
 */
export function resolve(value: unknown, scope: Scope): unknown {
  const resolved = evaluate(value, scope);
  return resolved === NO_VALUE ? undefined : resolved;
}

function evaluate(value: unknown, scope: Scope): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => evaluate(item, scope)).filter((item) => item !== NO_VALUE);
  }
  if (!isObject(value)) return value;
  const [name, argument] = onlyEntry(value) ?? [];
  if (name === 'Ref') return reference(textOf(argument, 'Ref'), scope);
  if (name?.startsWith('Fn::')) return callFunction(name, argument, scope);
  const entries = Object.entries(value).map(([key, item]) => [key, evaluate(item, scope)] as const);
  return Object.fromEntries(entries.filter(([, item]) => item !== NO_VALUE));
}

type Intrinsic = (argument: unknown, scope: Scope) => unknown;

const functions: Readonly<Record<string, Intrinsic>> = {
  'Fn::GetAtt': (argument, scope) => {
    const path = typeof argument === 'string' ? argument.split('.') : listOf(argument, scope);
    const [logicalId, ...attribute] = path.map((part) => textOf(part, 'Fn::GetAtt'));
    return getAttribute(logicalId ?? '', attribute.join('.'), scope);
  },
  'Fn::Sub': substitute,
  'Fn::Join': (argument, scope) => {
    const [separator, values] = pair(argument, 'Fn::Join', scope);
    const parts = listOf(values, scope).map((part) => textOf(part, 'Fn::Join'));
    return parts.join(textOf(separator, 'Fn::Join'));
  },
  'Fn::Select': (argument, scope) => {
    const [index, values] = pair(argument, 'Fn::Select', scope);
    const list = listOf(values, scope);
    if (!(Number(index) in list)) fail(`Fn::Select: no element ${String(index)} of ${list.length}`);
    return list[Number(index)];
  },
  'Fn::Split': (argument, scope) => {
    const [separator, text] = pair(argument, 'Fn::Split', scope);
    return textOf(text, 'Fn::Split').split(textOf(separator, 'Fn::Split'));
  },
  'Fn::If': (argument, scope) => {
    const [name, yes, no] = Array.isArray(argument) ? (argument as unknown[]) : [];
    const condition = scope.condition(textOf(name, 'Fn::If'));
    if (condition === undefined) fail(`Fn::If: there is no condition '${String(name)}'`);
    return evaluate(condition ? yes : no, scope);
  },
  'Fn::FindInMap': (argument, scope) => {
    const [map = '', key = '', name = ''] = listOf(argument, scope).map((part) =>
      textOf(part, 'Fn::FindInMap'),
    );
    return scope.mapping(map, key, name) ?? fail(`Fn::FindInMap: nothing at ${map}/${key}/${name}`);
  },
  'Fn::ImportValue': (argument, scope) => {
    const name = textOf(evaluate(argument, scope), 'Fn::ImportValue');
    return scope.importValue(name) ?? fail(`No export named ${name} found.`);
  },
  'Fn::Base64': (argument, scope) =>
    Buffer.from(textOf(evaluate(argument, scope), 'Fn::Base64')).toString('base64'),
  'Fn::GetAZs': (_, scope) => [...scope.availabilityZones],
};

function callFunction(name: string, argument: unknown, scope: Scope): unknown {
  const condition = evaluateCondition(name, argument, scope, (value) => evaluate(value, scope));
  if (condition !== undefined) return condition;
  const intrinsic = functions[name];
  if (intrinsic) return intrinsic(argument, scope);
  return fail(
    `The embedded CloudFormation does not support ${name}. Supported: ${Object.keys(functions).join(', ')}.`,
  );
}

function reference(name: string, scope: Scope): unknown {
  if (name === 'AWS::NoValue') return NO_VALUE;
  return scope.ref(name) ?? fail(`Unresolved resource dependencies [${name}] in the template`);
}

function getAttribute(logicalId: string, attribute: string, scope: Scope): unknown {
  return (
    scope.attribute(logicalId, attribute) ??
    fail(`Requested attribute ${attribute} does not exist in schema for ${logicalId}`)
  );
}

/** `${Name}`, `${Resource.Attribute}`, `${!literal}`; own variables come first. */
function substitute(argument: unknown, scope: Scope): string {
  const [template, variables] = Array.isArray(argument)
    ? [textOf(argument[0], 'Fn::Sub'), evaluate(argument[1], scope)]
    : [textOf(argument, 'Fn::Sub'), {}];
  if (!isObject(variables)) return fail('Fn::Sub: the second element must be an object');
  return template.replace(/\$\{(!?)([^}]*)\}/g, (_, bang: string, inner: string) => {
    if (bang) return `\${${inner}}`;
    const name = inner.trim();
    const own = Object.hasOwn(variables, name) ? variables[name] : undefined;
    const dot = name.indexOf('.');
    const value =
      own ??
      (dot < 0
        ? reference(name, scope)
        : getAttribute(name.slice(0, dot), name.slice(dot + 1), scope));
    return textOf(value, 'Fn::Sub');
  });
}

function listOf(value: unknown, scope: Scope): unknown[] {
  const list = evaluate(value, scope);
  return Array.isArray(list) ? list : fail(`A list is expected, not ${JSON.stringify(list)}`);
}

function pair(argument: unknown, name: string, scope: Scope): [unknown, unknown] {
  if (!Array.isArray(argument) || argument.length !== 2) return fail(`${name} takes two elements`);
  return [evaluate(argument[0], scope), evaluate(argument[1], scope)];
}
