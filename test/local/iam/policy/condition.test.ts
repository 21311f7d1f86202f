import { type ConditionContext } from '../../../../local/iam/access';
import { parseConditions } from '../../../../local/iam/policy/condition';
import { PolicyError } from '../../../../local/iam/policy/policy-error';

type Block = Record<string, Record<string, string[]>>;

const parse = (block: Block): ReturnType<typeof parseConditions> =>
  parseConditions(block, { where: 'Statement 1', variables: true });
const holds = (block: Block, context: ConditionContext): boolean =>
  parse(block).every((condition) => condition(context));

/** IAM User Guide, "IAM JSON policy elements: Condition operators". */
describe('operators on one value', () => {
  it.each([
    ['StringEquals', 'runs/', 'runs/', true],
    ['StringEquals', 'Runs/', 'runs/', false],
    ['StringEquals', 'r*', 'runs/', false],
    ['StringNotEquals', 'runs/', 'runs/', false],
    ['StringNotEquals', 'runs/', 'other/', true],
    ['StringEqualsIgnoreCase', 'RUNS/', 'runs/', true],
    ['StringNotEqualsIgnoreCase', 'RUNS/', 'runs/', false],
    ['StringLike', 'r?ns/*', 'runs/1', true],
    ['StringLike', 'runs/', 'runs/1', false],
    ['StringNotLike', 'runs/*', 'runs/1', false],
    ['StringLike', '${aws:PrincipalAccount}/*', '1/x', true],
    ['ArnEquals', 'arn:aws:events:*:1:rule/*', 'arn:aws:events:us-east-1:1:rule/a', true],
    ['ArnLike', 'arn:aws:events:*:1:rule/b', 'arn:aws:events:us-east-1:1:rule/a', false],
    ['ArnNotEquals', 'arn:aws:events:*:1:rule/*', 'arn:aws:events:us-east-1:1:rule/a', false],
    ['ArnNotLike', 'arn:aws:events:*:2:*', 'arn:aws:events:us-east-1:1:rule/a', true],
    ['Bool', 'true', 'true', true],
    ['Bool', 'False', 'false', true],
    ['Bool', 'true', 'perhaps', false],
    ['BinaryEquals', 'QmluYXJ5', 'QmluYXJ5', true],
    ['BinaryEquals', 'QmluYXJ5', 'QmluYXJ6', false],
    ['NumericEquals', '10', '10.0', true],
    ['NumericNotEquals', '10', '10', false],
    ['NumericLessThan', '1.2', '1.1', true],
    ['NumericLessThan', '1.2', '1.3', false],
    ['NumericLessThan', '1.2', 'TLSv1', false],
    ['NumericLessThanEquals', '10', '10', true],
    ['NumericGreaterThan', '10', '10', false],
    ['NumericGreaterThanEquals', '10', '10', true],
    ['DateEquals', '2027-01-31T02:00:00Z', '1801360800', true],
    ['DateNotEquals', '2027-01-31T02:00:00Z', '2027-01-31T02:00:00Z', false],
    ['DateLessThan', '2027-01-31T02:00:00Z', '2027-01-31T01:59:59Z', true],
    ['DateLessThanEquals', '1801360800', '2027-01-31T02:00:00Z', true],
    ['DateGreaterThan', '2027-01-31', '2027-01-31T00:00:01Z', true],
    ['DateGreaterThanEquals', '2027-01-31', '2027-01-30T23:59:59Z', false],
    ['IpAddress', '203.0.113.0/24', '203.0.113.9', true],
    ['IpAddress', '203.0.113.0/24', '203.0.114.9', false],
    ['IpAddress', '203.0.113.9', '203.0.113.9', true],
    ['IpAddress', '2001:db8::/32', '2001:db8::1', true],
    ['IpAddress', '2001:db8::/32', '203.0.113.9', false],
    ['NotIpAddress', '203.0.113.0/24', '203.0.113.9', false],
  ])('%s %s of %s: %s', (operator, wanted, given, expected) => {
    const context = { 's3:prefix': given, 'aws:principalaccount': '1' };
    expect(holds({ [operator]: { 's3:prefix': [wanted] } }, context)).toBe(expected);
  });
});

describe('several values', () => {
  it('of one key: any of them, or for a negated operator none', () => {
    const prefix = { 's3:prefix': 'b' };
    expect(holds({ StringEquals: { 's3:prefix': ['a', 'b'] } }, prefix)).toBe(true);
    expect(holds({ StringNotEquals: { 's3:prefix': ['a', 'b'] } }, prefix)).toBe(false);
    expect(holds({ StringNotEquals: { 's3:prefix': ['a', 'c'] } }, prefix)).toBe(true);
  });

  it('of several keys and operators: all of them', () => {
    const block = {
      StringEquals: { 's3:prefix': ['a'], 's3:delimiter': ['/'] },
      Bool: { 'aws:SecureTransport': ['true'] },
    };
    const context = { 's3:prefix': 'a', 's3:delimiter': '/', 'aws:securetransport': 'true' };
    expect(holds(block, context)).toBe(true);
    for (const key of Object.keys(context)) {
      expect(holds(block, { ...context, [key]: 'other' })).toBe(false);
    }
  });
});

describe('an absent key', () => {
  it.each([
    ['StringEquals', false],
    ['StringLikeIfExists', true],
    ['StringNotEquals', true],
    ['StringNotLikeIfExists', true],
    ['NumericLessThan', false],
    ['BoolIfExists', true],
    ['ForAllValues:StringEquals', true],
    ['ForAnyValue:StringEquals', false],
    ['ForAnyValue:StringNotEquals', false],
    ['ForAnyValue:StringEqualsIfExists', true],
  ])('%s: %s', (operator, expected) => {
    const value = operator.startsWith('Numeric') ? '1' : 'true';
    expect(holds({ [operator]: { 'aws:TagKeys': [value] } }, {})).toBe(expected);
    expect(holds({ [operator]: { 'aws:TagKeys': [value] } }, { 'aws:tagkeys': [] })).toBe(expected);
  });

  it.each([
    ['true', {}, true],
    ['false', {}, false],
    ['true', { 'aws:requesttag/run-id': 'x' }, false],
    ['false', { 'aws:requesttag/run-id': 'x' }, true],
  ])('Null %s with %j: %s', (wanted, context, expected) => {
    expect(holds({ Null: { 'aws:RequestTag/Run-Id': [wanted] } }, context)).toBe(expected);
  });
});

/** IAM User Guide, "Multivalued context keys": its table of ForAllValues and ForAnyValue. */
describe('keys with several values', () => {
  it.each([
    ['ForAllValues:StringEquals', ['a', 'b'], ['a'], true],
    ['ForAllValues:StringEquals', ['a', 'b'], ['a', 'b'], true],
    ['ForAllValues:StringEquals', ['a', 'b'], ['a', 'c'], false],
    ['ForAnyValue:StringEquals', ['a', 'b'], ['a', 'c'], true],
    ['ForAnyValue:StringEquals', ['a', 'b'], ['c'], false],
    ['ForAllValues:StringNotEquals', ['a', 'b'], ['c', 'd'], true],
    ['ForAllValues:StringNotEquals', ['a', 'b'], ['a', 'c'], false],
    ['ForAnyValue:StringNotEquals', ['a', 'b'], ['a', 'c'], true],
    ['ForAnyValue:StringNotEquals', ['a', 'b'], ['a'], false],
    ['ForAllValues:StringLike', ['t*'], ['team', 'tier'], true],
  ])('%s %j of %j: %s', (operator, wanted, given, expected) => {
    expect(holds({ [operator]: { 'aws:TagKeys': wanted } }, { 'aws:tagkeys': given })).toBe(
      expected,
    );
  });
});

describe('what is not known is refused by name', () => {
  it.each([
    [{ StringMatches: { 's3:prefix': ['a'] } }, 'the condition operator StringMatches'],
    [{ stringequals: { 's3:prefix': ['a'] } }, 'the condition operator stringequals'],
    [{ NullIfExists: { 's3:prefix': ['true'] } }, 'the condition operator NullIfExists'],
    [{ 'ForSome:StringLike': { 's3:prefix': ['a'] } }, 'the condition operator ForSome:StringLike'],
    [{ StringEquals: { 'aws:MultiFactorAuthPresent': ['a'] } }, 'aws:MultiFactorAuthPresent'],
    [{ StringEquals: { 'aws:RequestTag/': ['a'] } }, 'aws:RequestTag/'],
    [{ Bool: { 'aws:SecureTransport': ['yes'] } }, '"yes" is not true or false'],
    [{ NumericEquals: { 's3:max-keys': ['ten'] } }, '"ten" is not a number'],
    [{ NumericEquals: { 's3:max-keys': ['${aws:userid}'] } }, '"${aws:userid}" is not a number'],
    [{ DateLessThan: { 'aws:CurrentTime': ['tomorrow'] } }, '"tomorrow" is not a date'],
    [{ IpAddress: { 'aws:SourceIp': ['10.0.0.0/33'] } }, '"10.0.0.0/33" is not an address'],
    [{ BinaryEquals: { 's3:prefix': ['no base64'] } }, '"no base64" is not Base64'],
    [{ StringLike: { 's3:prefix': ['${aws:Nothing}'] } }, '${aws:Nothing}'],
  ])('%j', (block: Block, named) => {
    expect(() => parse(block)).toThrow(PolicyError);
    expect(() => parse(block)).toThrow(named);
  });
});
