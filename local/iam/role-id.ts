import { createHash } from 'node:crypto';

/** `AROA` and 17 characters, as AWS's ids of roles; the same for the same ARN. */
export function roleIdOf(roleArn: string): string {
  const digest = createHash('sha256').update(roleArn).digest('hex');
  return `AROA${digest.slice(0, 17).toUpperCase()}`;
}
