import * as fc from 'fast-check';
import { type ConditionContext } from '../../../../local/iam/access';
import { allow, authorizerOf, deny } from './fixtures';

const statement = fc.record({
  Effect: fc.constantFrom('Allow', 'Deny'),
  Action: fc.subarray(['s3:GetObject', 's3:Get*', 's3:PutObject', 's3:*', 'sqs:*'], {
    minLength: 1,
  }),
  Resource: fc.subarray(
    ['arn:aws:s3:::data/*', 'arn:aws:s3:::data/runs/?', 'arn:aws:s3:::logs/*', '*'],
    { minLength: 1 },
  ),
  Condition: fc.constantFrom(
    {},
    { StringLike: { 's3:prefix': 'runs/*' } },
    { StringNotLikeIfExists: { 's3:prefix': 'runs/*' } },
    { Null: { 's3:prefix': 'true' } },
  ),
});
const statements = fc.array(statement, { maxLength: 6 });
const request = fc.record({
  action: fc.constantFrom('s3:GetObject', 's3:PutObject', 'sqs:SendMessage'),
  resource: fc.constantFrom('arn:aws:s3:::data/runs/1', 'arn:aws:s3:::logs/a', '*'),
  context: fc.constantFrom<ConditionContext>({}, { 's3:prefix': 'runs/1' }, { 's3:prefix': 'x' }),
});

type Call = typeof request extends fc.Arbitrary<infer T> ? T : never;

const isAllowed = (identity: object[], call: Call): boolean =>
  authorizerOf({ identity }).ask(call) === 'allowed';

it('the order of statements does not matter', () => {
  fc.assert(
    fc.property(statements, request, fc.infiniteStream(fc.nat()), (identity, call, order) => {
      const shuffled = identity
        .map((each) => ({ each, at: order.next().value as number }))
        .sort((a, b) => a.at - b.at)
        .map(({ each }) => each);
      expect(isAllowed(shuffled, call)).toBe(isAllowed(identity, call));
    }),
  );
});

it('a deny that is about the call always wins', () => {
  fc.assert(
    fc.property(statements, request, (identity, call) => {
      expect(isAllowed([...identity, deny()], call)).toBe(false);
    }),
  );
});

it('another Allow never takes a right away, and another Deny never gives one', () => {
  fc.assert(
    fc.property(statements, statement, request, (identity, another, call) => {
      const before = isAllowed(identity, call);
      const after = isAllowed([...identity, another], call);
      expect(another.Effect === 'Allow' ? !before || after : before || !after).toBe(true);
    }),
  );
});

it('what is allowed is allowed by one statement alone, once the denies are gone', () => {
  fc.assert(
    fc.property(statements, request, (identity, call) => {
      const allows = identity.filter(({ Effect }) => Effect === 'Allow');
      expect(isAllowed(allows, call)).toBe(allows.some((one) => isAllowed([one], call)));
    }),
  );
});

it('a boundary never gives a right', () => {
  fc.assert(
    fc.property(statements, statements, request, (identity, boundary, call) => {
      const limited = authorizerOf({ identity, boundary }).ask(call) === 'allowed';
      expect(!limited || isAllowed(identity, call)).toBe(true);
      expect(authorizerOf({ identity, boundary: [allow()] }).ask(call) === 'allowed').toBe(
        isAllowed(identity, call),
      );
    }),
  );
});
