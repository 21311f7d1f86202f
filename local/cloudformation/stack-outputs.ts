import { AwsError } from '../gateway/aws-error';
import { textOf } from './intrinsic-input';
import { resolve } from './intrinsics';
import { type Scope } from './scope';
import { type Stack } from './stack';
import { type Template } from './template';

export interface StackOutputs {
  readonly outputs: Readonly<Record<string, string>>;
  readonly exports: ReadonlyMap<string, string>;
}

/** Values of the outputs whose condition holds, and those that are exported. */
export function stackOutputs(template: Template, scope: Scope): StackOutputs {
  const outputs: Record<string, string> = {};
  const exports = new Map<string, string>();
  for (const [name, output] of Object.entries(template.Outputs)) {
    if (output.Condition !== undefined && !scope.condition(output.Condition)) continue;
    const value = textOf(resolve(output.Value, scope), `Output ${name}`);
    outputs[name] = value;
    if (!output.Export) continue;
    exports.set(textOf(resolve(output.Export.Name, scope), `Export of ${name}`), value);
  }
  return { outputs, exports };
}

/**
 * An export has one owner, and cannot change or go while another stack uses it.
 * @throws AwsError ValidationError
 */
export function checkExports(
  stack: Stack,
  exports: ReadonlyMap<string, string>,
  others: readonly Stack[],
): void {
  for (const name of exports.keys()) {
    const owner = others.find((other) => other.exports.has(name));
    if (!owner) continue;
    throw new AwsError(
      'ValidationError',
      `Export with name ${name} is already exported by stack ${owner.name}.`,
    );
  }
  for (const [name, value] of stack.exports) {
    if (exports.get(name) === value) continue;
    const users = others.filter(({ imports }) => imports.has(name)).map((user) => user.name);
    if (users.length === 0) continue;
    const verb = exports.has(name) ? 'update' : 'delete';
    throw new AwsError(
      'ValidationError',
      `Cannot ${verb} export ${name} as it is in use by ${users.join(' and ')}.`,
    );
  }
}
