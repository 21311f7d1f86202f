import type * as z from 'zod';
import { AwsError } from '../../gateway/aws-error';

/** Input of an operation, checked. @throws AwsError ValidationException, in AWS's words */
export function parseInput<T>(schema: z.ZodType<T>, input: unknown): T {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(
    ({ path, message }) => `Value at '${path.join('.')}' failed to satisfy constraint: ${message}`,
  );
  const plural = problems.length === 1 ? '' : 's';
  throw new AwsError(
    'ValidationException',
    `${problems.length} validation error${plural} detected: ${problems.join('; ')}`,
  );
}
