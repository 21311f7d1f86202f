import type * as z from 'zod';
import { AwsError } from '../gateway/aws-error';
import { type LogStore } from './log-store';

/** @throws AwsError InvalidParameterException that names the member and what is wrong with it */
export function parseInput<T extends z.ZodType>(schema: T, input: unknown): z.infer<T> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new AwsError('InvalidParameterException', faults.join('; '));
}

export function requireGroup(store: LogStore, group: string): void {
  if (!store.hasGroup(group)) {
    throw new AwsError('ResourceNotFoundException', 'The specified log group does not exist.');
  }
}

export function requireStream(store: LogStore, group: string, stream: string): void {
  requireGroup(store, group);
  if (!store.hasStream(group, stream)) {
    throw new AwsError('ResourceNotFoundException', 'The specified log stream does not exist.');
  }
}
