import { type PolicyKind, parsePolicy } from '../../../../local/iam/policy/policy';
import { PolicyError } from '../../../../local/iam/policy/policy-error';

const GOOD = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' };

const document = (statement: object): unknown => ({
  Version: '2012-10-17',
  Statement: [statement],
});
const parse = (statement: object, kind: PolicyKind = 'identity') =>
  parsePolicy(document(statement), kind);

it('takes one value for a list, and one statement for a list of them', () => {
  const one = parsePolicy({ Version: '2012-10-17', Statement: GOOD }, 'identity');
  const listed = parse({ ...GOOD, Action: ['s3:GetObject'], Resource: ['*'] });
  expect(one.statements).toHaveLength(1);
  expect(JSON.stringify(one)).toBe(JSON.stringify(listed));
});

it('keeps a pattern as the policy has it', () => {
  const [statement] = parse({ ...GOOD, Sid: 'Reads', Action: 's3:Get*' }).statements;
  expect(statement?.sid).toBe('Reads');
  expect(statement?.actions.patterns.map(({ text }) => text)).toStrictEqual(['s3:Get*']);
});

describe('a policy that AWS refuses, or that is not known here, is refused', () => {
  it.each<[string, object, PolicyKind, string]>([
    ['an unknown element', { ...GOOD, When: 'now' }, 'identity', 'When'],
    ['an unknown effect', { ...GOOD, Effect: 'allow' }, 'identity', 'Statement.0.Effect'],
    ['no action', { Effect: 'Allow', Resource: '*' }, 'identity', 'either Action or NotAction'],
    ['both', { ...GOOD, NotAction: 's3:*' }, 'identity', 'either Action or NotAction'],
    ['no resource', { Effect: 'Allow', Action: '*' }, 'identity', 'either Resource or NotResource'],
    ['no vendor', { ...GOOD, Action: 'GetObject' }, 'identity', '"GetObject" is not an action'],
    ['a wild vendor', { ...GOOD, Action: 's*:Get' }, 'identity', '"s*:Get" is not an action'],
    ['no ARN', { ...GOOD, Resource: 'data/*' }, 'identity', 'must be in ARN format or "*"'],
    ['a principal', { ...GOOD, Principal: '*' }, 'identity', "a role's policy has no Principal"],
    ['no principal', GOOD, 'resource', 'either Principal or NotPrincipal'],
    ['a user', { ...GOOD, Principal: { Federated: 'x' } }, 'resource', 'the kind Federated'],
    [
      'a user',
      { ...GOOD, Principal: { AWS: 'arn:aws:iam::123456789012:user/a' } },
      'resource',
      'user/a" does not exist here',
    ],
    [
      'a wild principal',
      { ...GOOD, Principal: { AWS: 'arn:aws:iam::123456789012:role/*' } },
      'resource',
      'role/*" does not exist here',
    ],
    ['a resource', { ...GOOD, Principal: '*' }, 'trust', 'a trust policy has no Resource'],
    [
      'everybody but some, in a trust policy',
      { Effect: 'Deny', Action: 'sts:AssumeRole', NotPrincipal: { AWS: '123456789012' } },
      'trust',
      'a trust policy has no NotPrincipal',
    ],
    [
      'rights for everybody but some',
      { ...GOOD, NotPrincipal: { AWS: '123456789012' } },
      'resource',
      'Statement 1: NotPrincipal goes with Effect Deny only',
    ],
    [
      'a service without its domain',
      { ...GOOD, Principal: { Service: ['sns.amazonaws.com', 'events'] } },
      'resource',
      'the principal "events" is no service',
    ],
    ['a wild service principal', { ...GOOD, Principal: { Service: '*' } }, 'resource', '"*" is no'],
    [
      'a wild service in an ARN',
      { ...GOOD, Resource: 'arn:aws:s*:us-east-1:123456789012:a' },
      'identity',
      'has a wildcard for the service',
    ],
    [
      'an unknown operator',
      { ...GOOD, Sid: 'Reads', Condition: { StringIs: { 's3:prefix': 'a' } } },
      'identity',
      'Statement Reads: the condition operator StringIs is not known here',
    ],
  ])('%s: %j', (_, statement, kind, named) => {
    expect(() => parse(statement, kind)).toThrow(PolicyError);
    expect(() => parse(statement, kind)).toThrow(named);
  });

  it('an unknown version', () => {
    const wrong = { Version: '2027-01-01', Statement: [GOOD] };
    expect(() => parsePolicy(wrong, 'identity')).toThrow('Version');
  });

  it('no object at all', () => {
    expect(() => parsePolicy('allow', 'identity')).toThrow(PolicyError);
  });

  it('a Sid that stands twice', () => {
    const twice = [
      { ...GOOD, Sid: 'Reads' },
      { ...GOOD, Sid: 'Reads' },
    ];
    const wrong = { Version: '2012-10-17', Statement: twice };
    expect(() => parsePolicy(wrong, 'identity')).toThrow('"Reads" stands in two statements');
  });
});
