import { matchesArn } from '../../../../local/iam/policy/arn-match';
import { parsePattern, resolvePattern } from '../../../../local/iam/policy/pattern';

function matches(pattern: string, arn: string): boolean {
  const parsed = parsePattern(pattern, { wildcards: true, variables: true }, 'Statement 1');
  return matchesArn(resolvePattern(parsed, { 'aws:userid': 'AROA1:me' }) ?? [], arn);
}

it.each([
  ['arn:aws:s3:::data/*', 'arn:aws:s3:::data/runs/1', true],
  ['arn:aws:s3:::data', 'arn:aws:s3:::data/runs/1', false],
  ['arn:aws:s3:::*', 'arn:aws:s3:::data/runs/1', true],
  // A wildcard stays within its field ...
  ['arn:aws:s3:*', 'arn:aws:s3:::data', true],
  ['arn:aws:*:topic', 'arn:aws:sns:us-east-1:1:topic', false],
  ['arn:aws:sns:*:1:topic', 'arn:aws:sns:us-east-1:1:topic', true],
  ['arn:aws:sns:us-east-1:*:t*', 'arn:aws:sns:us-east-1:1:topic', true],
  // ... and the resource is everything after the fifth colon.
  ['arn:aws:logs:us-east-1:1:log-group:/a:*', 'arn:aws:logs:us-east-1:1:log-group:/a:b:c', true],
  ['arn:aws:logs:us-east-1:1:log-group:/a', 'arn:aws:logs:us-east-1:1:log-group:/a:b', false],
  ['arn:aws:s3:::home/${aws:userid}/*', 'arn:aws:s3:::home/AROA1:me/x', true],
  // A request without a resource is matched by the lone wildcard only.
  ['*', '*', true],
  ['arn:aws:s3:::*', '*', false],
  ['*', 'arn:aws:s3:::data', true],
  ['arn:aws:S3:::data', 'arn:aws:s3:::data', false],
  ['arn:aws:sns:*:topic', 'arn:aws:sns:us-east-1:1:topic', false],
])('%s and %s: %s', (pattern, arn, expected) => {
  expect(matches(pattern, arn)).toBe(expected);
});
