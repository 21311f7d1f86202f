import * as fc from 'fast-check';
import { matchesArn } from '../../../../local/iam/policy/arn-match';
import { parsePattern, resolvePattern } from '../../../../local/iam/policy/pattern';
import { matchesResource } from '../../../../local/iam/policy/resource-match';

const stepsOf = (pattern: string) =>
  resolvePattern(parsePattern(pattern, { wildcards: true, variables: false }, ''), {}) ?? [];
const matches = (pattern: string, arn: string): boolean => matchesResource(stepsOf(pattern), arn);

const TOPIC = 'arn:aws:sns:us-east-1:1:topic';

/** IAM User Guide, "IAM JSON policy elements: Resource", "Using wildcards in resource ARNs". */
it.each([
  ['arn:aws:sns:us-east-1:1:topic', TOPIC, true],
  ['arn:aws:sns:us-east-1:1:Topic', TOPIC, false],
  // A `*` that ends a field goes beyond its colon ...
  ['arn:aws:sns:*:topic', TOPIC, true],
  ['arn:aws:sns:us-*:topic', TOPIC, true],
  ['arn:aws:sns:eu-*:topic', TOPIC, false],
  ['arn:aws:sns:*:other', TOPIC, false],
  ['arn:aws:sns:*:1:*:topic', TOPIC, false],
  ['arn:aws:sns*', TOPIC, true],
  ['arn:aws:sns*', 'arn:aws:sqs:us-east-1:1:topic', false],
  // ... and no other wildcard does.
  ['arn:aws:sns:us*t:1:topic', 'arn:aws:sns:us:east:1:topic', false],
  ['arn:aws:sns:us*1:1:topic', TOPIC, true],
  ['arn:aws:sns:us-east-1?1:topic', TOPIC, false],
  ['arn:aws:logs:*:log-group:/a:*', 'arn:aws:logs:us-east-1:1:log-group:/a:log-stream:b', true],
  // What is left out at the end may be anything.
  ['arn:aws:sns', TOPIC, true],
  ['*', '*', true],
  ['arn:aws:s3:::*', '*', false],
])('%s and %s: %s', (pattern, arn, expected) => {
  expect(matches(pattern, arn)).toBe(expected);
});

const field = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 4 });
const text = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 4 });
const arnOf = (part: fc.Arbitrary<string>) =>
  fc.array(part, { minLength: 4, maxLength: 4 }).map((parts) => `arn:aws:${parts.join(':')}`);

it('matches whatever an ARN operator matches, and nothing that a wildcard over all would not', () => {
  fc.assert(
    fc.property(arnOf(field), arnOf(text), (pattern, arn) => {
      const found = matches(pattern, arn);
      if (matchesArn(stepsOf(pattern), arn)) expect(found).toBe(true);
      const loose = pattern.replaceAll('*', '[^]*').replaceAll('?', '[^]');
      if (found) expect(arn).toMatch(new RegExp(`^${loose}$`, 'u'));
    }),
  );
});
