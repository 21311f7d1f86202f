import { AwsError } from '../gateway/aws-error';

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An intrinsic function is an object with one member. */
export function onlyEntry(value: Record<string, unknown>): [string, unknown] | undefined {
  const entries = Object.entries(value);
  return entries.length === 1 ? entries[0] : undefined;
}

/** Numbers and booleans count as their text, as in CloudFormation. */
export function textOf(value: unknown, where: string): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return fail(
    `${where}: text is expected, not ${value === undefined ? 'nothing' : JSON.stringify(value)}`,
  );
}

export function fail(reason: string): never {
  throw new AwsError('ValidationError', `Template error: ${reason}`);
}
