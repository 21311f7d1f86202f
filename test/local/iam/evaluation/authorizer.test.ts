import { type AccessRequest } from '../../../../local/iam/access';
import {
  ACCOUNT,
  KEY,
  OBJECT,
  ROLE,
  SESSION,
  type World,
  allow,
  authorizerOf,
  deny,
  policy,
  roleCaller,
  serviceCaller,
} from './fixtures';

const ALLOWED = 'allowed';
const NO_IDENTITY = 'because no identity-based policy allows';
const NO_RESOURCE = 'because no resource-based policy allows';
const NO_BOUNDARY = 'because no permissions boundary allows';
const account = { kind: 'account' } as const;
const root = { AWS: `arn:aws:iam::${ACCOUNT}:root` };

type Case = readonly [string, World, Partial<AccessRequest>, string];

/** IAM User Guide, "Policy evaluation for requests within a single account". */
describe('within one account', () => {
  it.each<Case>([
    ['nothing allows', {}, {}, NO_IDENTITY],
    ['an identity policy allows', { identity: [allow()] }, {}, ALLOWED],
    [
      'the resource alone allows the role',
      { resource: [allow({ Principal: { AWS: ROLE } })] },
      {},
      ALLOWED,
    ],
    [
      'the resource alone allows the session',
      { resource: [allow({ Principal: { AWS: SESSION } })] },
      {},
      ALLOWED,
    ],
    ['the resource alone allows everybody', { resource: [allow({ Principal: '*' })] }, {}, ALLOWED],
    [
      'the resource allows another role',
      { resource: [allow({ Principal: { AWS: `${ROLE}2` } })] },
      {},
      NO_IDENTITY,
    ],
    [
      'the resource leaves it to the account',
      { resource: [allow({ Principal: root })] },
      {},
      NO_IDENTITY,
    ],
    [
      'the resource allows a service only',
      { resource: [allow({ Principal: { Service: 's3.amazonaws.com' } })] },
      {},
      NO_IDENTITY,
    ],
    [
      'an identity policy denies',
      { identity: [allow(), deny()] },
      {},
      'with an explicit deny in an identity-based policy',
    ],
    [
      'the resource denies everybody',
      { identity: [allow()], resource: [deny({ Principal: '*' })] },
      {},
      'with an explicit deny in a resource-based policy',
    ],
    [
      'the resource denies the account',
      { identity: [allow()], resource: [deny({ Principal: root })] },
      {},
      'with an explicit deny in a resource-based policy',
    ],
    [
      'the resource denies another role',
      { identity: [allow()], resource: [deny({ Principal: { AWS: `${ROLE}2` } })] },
      {},
      ALLOWED,
    ],
    [
      'the boundary denies',
      { identity: [allow()], boundary: [allow(), deny()] },
      {},
      'with an explicit deny in a permissions boundary',
    ],
  ])('%s', (_, world, request, expected) => {
    expect(authorizerOf(world).ask(request)).toContain(expected);
  });
});

/** IAM User Guide, "Permissions boundaries for IAM entities", "Evaluating effective permissions". */
describe('a permissions boundary', () => {
  const boundary = [allow({ Action: 's3:List*' })];

  it.each<Case>([
    ['limits identity policies', { identity: [allow()], boundary }, {}, NO_BOUNDARY],
    ['gives nothing', { boundary: [allow()] }, {}, NO_IDENTITY],
    [
      'lets through what both allow',
      { identity: [allow()], boundary },
      { action: 's3:ListBucket' },
      ALLOWED,
    ],
    [
      'limits what a resource gives to the role',
      { boundary, resource: [allow({ Principal: { AWS: ROLE } })] },
      {},
      NO_BOUNDARY,
    ],
    [
      'does not limit what a resource gives to the session',
      { boundary, resource: [allow({ Principal: { AWS: SESSION } })] },
      {},
      ALLOWED,
    ],
    ['that is gone allows nothing', { identity: [allow()], boundary: [] }, {}, NO_BOUNDARY],
  ])('%s', (_, world, request, expected) => {
    expect(authorizerOf(world).ask(request)).toContain(expected);
  });
});

/** KMS Developer Guide, "Default key policy" and "Key policies in AWS KMS". */
describe('a key', () => {
  const call = { action: 'kms:Decrypt', resource: KEY };

  it.each<Case>([
    ['without a policy lets nobody in', { identity: [allow()] }, call, NO_RESOURCE],
    [
      'that leaves it to the account needs an identity policy',
      { resource: [allow({ Principal: root })] },
      call,
      NO_IDENTITY,
    ],
    [
      'that leaves it to the account, with one',
      { identity: [allow()], resource: [allow({ Principal: root })] },
      call,
      ALLOWED,
    ],
    [
      'that names the role needs no other policy',
      { resource: [allow({ Principal: { AWS: ROLE } })] },
      call,
      ALLOWED,
    ],
    [
      'that lets in who comes by way of a service',
      {
        resource: [
          allow({
            Principal: '*',
            Condition: {
              StringEquals: {
                'kms:CallerAccount': ACCOUNT,
                'kms:ViaService': 's3.us-east-1.amazonaws.com',
                'aws:ViaAWSService': 'true',
              },
            },
          }),
        ],
      },
      { ...call, context: { 'kms:ViaService': 's3.us-east-1.amazonaws.com' } },
      ALLOWED,
    ],
    [
      'that lets in the account, but no service of AWS',
      {
        resource: [
          allow({
            Principal: '*',
            Condition: { StringEquals: { 'kms:CallerAccount': ACCOUNT } },
          }),
        ],
      },
      { ...call, caller: serviceCaller },
      NO_RESOURCE,
    ],
    [
      'that names another role',
      { identity: [allow()], resource: [allow({ Principal: { AWS: `${ROLE}2` } })] },
      call,
      NO_RESOURCE,
    ],
    [
      'that names no action of the call',
      { identity: [allow()], resource: [allow({ Principal: root, Action: 'kms:Encrypt' })] },
      call,
      NO_RESOURCE,
    ],
    [
      'lets in who administers the account, if it says so',
      { resource: [allow({ Principal: root })] },
      { ...call, caller: account },
      ALLOWED,
    ],
    [
      'keeps out even who administers the account',
      { resource: [allow({ Principal: { AWS: ROLE } })] },
      { ...call, caller: account },
      NO_RESOURCE,
    ],
  ])('%s', (_, world, request, expected) => {
    expect(authorizerOf(world).ask(request)).toContain(expected);
  });
});

/** IAM User Guide, "AWS JSON policy elements: Principal", "AWS service principals". */
describe('a service', () => {
  const call = { caller: serviceCaller };
  const source = { 'aws:SourceArn': 'arn:aws:events:us-east-1:123456789012:rule/a' };
  const Principal = { Service: 'events.amazonaws.com' };
  const onlyRuleA = { ArnEquals: { 'aws:SourceArn': source['aws:SourceArn'] } };

  it.each<Case>([
    ['has no rights of its own', { identity: [allow()] }, call, NO_RESOURCE],
    ['is let in by the resource', { resource: [allow({ Principal })] }, call, ALLOWED],
    ['is not of the account', { resource: [allow({ Principal: root })] }, call, NO_RESOURCE],
    [
      'is another service',
      { resource: [allow({ Principal: { Service: 'sns.amazonaws.com' } })] },
      call,
      NO_RESOURCE,
    ],
    [
      'on behalf of the right rule',
      { resource: [allow({ Principal, Condition: onlyRuleA })] },
      { ...call, context: source },
      ALLOWED,
    ],
    [
      'on behalf of no rule',
      { resource: [allow({ Principal, Condition: onlyRuleA })] },
      call,
      NO_RESOURCE,
    ],
    [
      'is kept out like everybody',
      { resource: [allow({ Principal }), deny({ Principal: { AWS: '*' } })] },
      call,
      'with an explicit deny in a resource-based policy',
    ],
  ])('%s', (_, world, request, expected) => {
    expect(authorizerOf(world).ask(request)).toContain(expected);
  });
});

/** IAM User Guide, "Roles terms and concepts": a role is taken only as its trust policy allows. */
describe('to take a role', () => {
  const trust = [
    {
      Effect: 'Allow',
      Action: 'sts:AssumeRole',
      Principal: { Service: 'lambda.amazonaws.com' },
      Condition: { StringEquals: { 'aws:SourceAccount': ACCOUNT } },
    },
  ];
  const call = { action: 'sts:AssumeRole', resource: ROLE };
  const lambda = { kind: 'service', principal: 'lambda.amazonaws.com' } as const;
  const context = { 'aws:SourceAccount': ACCOUNT };

  it.each<Case>([
    ['a trusted service', { trust }, { ...call, caller: lambda, context }, ALLOWED],
    [
      'a trusted service for somebody else',
      { trust },
      { ...call, caller: lambda },
      'because no role trust policy allows',
    ],
    [
      'another service',
      { trust },
      { ...call, caller: serviceCaller, context },
      'because no role trust policy allows',
    ],
    [
      'a role that may take any role, without trust',
      { trust, identity: [allow()] },
      call,
      'because no role trust policy allows',
    ],
  ])('%s', (_, world, request, expected) => {
    expect(authorizerOf(world).ask(request)).toContain(expected);
  });
});

describe('who administers the account', () => {
  it('needs no policy that allows', () => {
    expect(authorizerOf({}).ask({ caller: account })).toBe(ALLOWED);
  });

  it('is held by a deny of the resource', () => {
    const world = { resource: [deny({ Principal: { AWS: '*' } })] };
    expect(authorizerOf(world).ask({ caller: account })).toContain('with an explicit deny');
  });
});

describe('a statement is about a call by', () => {
  it.each<[string, object, Partial<AccessRequest>, boolean]>([
    ['its action, in any case', { Action: 'S3:getobject' }, {}, true],
    ['a wildcard in the action', { Action: 's3:Get*' }, {}, true],
    ['no other action', { Action: 's3:PutObject' }, {}, false],
    ['all actions but some', { Action: undefined, NotAction: 's3:Put*' }, {}, true],
    ['not one of those', { Action: undefined, NotAction: ['kms:*', 's3:Get*'] }, {}, false],
    ['its resource', { Resource: 'arn:aws:s3:::data/runs/*' }, {}, true],
    ['no other resource', { Resource: 'arn:aws:s3:::data/Runs/*' }, {}, false],
    [
      'all resources but some',
      { Resource: undefined, NotResource: 'arn:aws:s3:::logs/*' },
      {},
      true,
    ],
    ['not one of those either', { Resource: undefined, NotResource: OBJECT }, {}, false],
    [
      'a variable',
      { Resource: 'arn:aws:s3:::data/${s3:prefix}/1' },
      { context: { 's3:prefix': 'runs' } },
      true,
    ],
    ['no variable without a value', { Resource: 'arn:aws:s3:::data/${s3:prefix}/1' }, {}, false],
    [
      'a key in any case',
      { Condition: { StringEquals: { 'S3:PREFIX': 'a' } } },
      { context: { 's3:Prefix': 'a' } },
      true,
    ],
    [
      'TLS, which the gateway stands for',
      { Condition: { Bool: { 'aws:SecureTransport': 'true' } } },
      {},
      true,
    ],
    [
      'a new version of TLS',
      { Condition: { NumericGreaterThanEquals: { 's3:TlsVersion': 1.2 } } },
      {},
      true,
    ],
    [
      'no code of a function',
      { Condition: { Null: { 'lambda:SourceFunctionArn': 'false' } } },
      {},
      false,
    ],
    [
      'the code of a function',
      { Condition: { ArnLike: { 'lambda:SourceFunctionArn': 'arn:aws:lambda:*:*:function:a' } } },
      { caller: { ...roleCaller, functionArn: 'arn:aws:lambda:us-east-1:1:function:a' } },
      true,
    ],
    ['the role', { Condition: { ArnEquals: { 'aws:PrincipalArn': ROLE } } }, {}, true],
    [
      'the account',
      { Condition: { StringEquals: { 'aws:PrincipalAccount': '${aws:ResourceAccount}' } } },
      {},
      true,
    ],
    [
      'the region',
      { Condition: { StringEquals: { 'aws:RequestedRegion': ['us-east-1'] } } },
      {},
      true,
    ],
    [
      'not being a service',
      { Condition: { Bool: { 'aws:PrincipalIsAWSService': 'true' } } },
      {},
      false,
    ],
  ])('%s', (_, statement, request, expected) => {
    const { ask } = authorizerOf({ identity: [allow(statement)] });
    expect(ask(request) === ALLOWED).toBe(expected);
  });
});

it('exempts from NotPrincipal who is listed by each of its names', () => {
  const ask = (...listed: string[]): string =>
    authorizerOf({
      identity: [allow()],
      resource: [deny({ NotPrincipal: { AWS: listed } })],
    }).ask({});
  expect(ask(ACCOUNT, ROLE, SESSION)).toBe(ALLOWED);
  expect(ask(ACCOUNT, ROLE)).toContain('with an explicit deny');
  expect(ask(ROLE, SESSION)).toContain('with an explicit deny');
});

/** IAM User Guide, "AWS JSON policy elements: NotPrincipal", "Key points". */
it('exempts from NotPrincipal nobody with a permissions boundary', () => {
  const { ask } = authorizerOf({
    identity: [allow()],
    boundary: [allow()],
    resource: [deny({ NotPrincipal: { AWS: [ACCOUNT, ROLE, SESSION] } })],
  });
  expect(ask({})).toContain('with an explicit deny in a resource-based policy');
});

it('says who, what, on what and why', () => {
  const { ask } = authorizerOf({});
  expect(ask({})).toBe(
    'User: arn:aws:sts::123456789012:assumed-role/reader/me is not authorized to perform: s3:GetObject on resource: arn:aws:s3:::data/runs/1 because no identity-based policy allows the s3:GetObject action',
  );
  expect(ask({ action: 'sagemaker:ListTransformJobs', resource: '*' })).toBe(
    'User: arn:aws:sts::123456789012:assumed-role/reader/me is not authorized to perform: sagemaker:ListTransformJobs because no identity-based policy allows the sagemaker:ListTransformJobs action',
  );
});

it('takes a managed policy of AWS, and of the account', () => {
  const { ask, identities } = authorizerOf({});
  const own = `arn:aws:iam::${ACCOUNT}:policy/own`;
  identities.putManagedPolicy(own, policy(allow({ Action: 's3:*' })));
  identities.putRole('reader', {
    arn: ROLE,
    trustPolicy: policy(),
    managedPolicyArns: [own, 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole'],
  });
  expect(ask({})).toBe(ALLOWED);
  expect(ask({ action: 'logs:PutLogEvents', resource: '*' })).toBe(ALLOWED);
  expect(ask({ action: 'logs:DeleteLogGroup', resource: '*' })).toContain(NO_IDENTITY);
});

it('gives nothing to a role that is gone, nor to one that was made anew elsewhere', () => {
  const { ask, identities } = authorizerOf({ identity: [allow()] });
  const elsewhere = `arn:aws:iam::${ACCOUNT}:role/path/reader`;
  expect(ask({ caller: { ...roleCaller, roleArn: elsewhere } })).toContain(NO_IDENTITY);
  identities.deleteRole('reader');
  expect(ask({})).toContain(NO_IDENTITY);
});

it('looks up the policy of a queue, topic, key or function that the request does not bring', () => {
  const { ask, resourcePolicies } = authorizerOf({});
  resourcePolicies.put(KEY, policy(allow({ Principal: '*' })));
  expect(ask({ action: 'kms:Decrypt', resource: KEY })).toBe(ALLOWED);
  resourcePolicies.delete(KEY);
  expect(ask({ action: 'kms:Decrypt', resource: KEY })).toContain(NO_RESOURCE);
});
