import { type ProviderHarness, providerHarness } from './provider-harness';

let harness: ProviderHarness;
beforeEach(() => {
  harness = providerHarness();
});
afterEach(() => harness.close());

const statement = {
  Effect: 'Allow',
  Principal: { Service: 'events.amazonaws.com' },
  Action: '*',
  Resource: '*',
};
const PolicyDocument = { Version: '2012-10-17', Statement: [statement] };
const unknown = {
  Version: '2012-10-17',
  Statement: [{ ...statement, Principal: { Federated: 'accounts.example.com' } }],
};
const policyOf = (arn: string): unknown => harness.services.resourcePolicies.of(arn)?.document;

describe.each([
  ['AWS::SQS::Queue', 'AWS::SQS::QueuePolicy', 'Queues', 'arn:aws:sqs:us-east-1:000000000000:it'],
  ['AWS::SNS::Topic', 'AWS::SNS::TopicPolicy', 'Topics', 'arn:aws:sns:us-east-1:000000000000:it'],
])('%s and its %s', (type, policyType, property, arn) => {
  const name = type === 'AWS::SQS::Queue' ? 'QueueName' : 'TopicName';
  const it_ = { Type: type, Properties: { [name]: 'it' } };
  const withPolicy = (document: object) => ({
    It: it_,
    P: {
      Type: policyType,
      Properties: { [property]: [{ Ref: 'It' }], PolicyDocument: document },
    },
  });

  test('the policy is put, changed and removed', async () => {
    await harness.deploy(withPolicy(PolicyDocument));
    expect(policyOf(arn)).toEqual(PolicyDocument);
    const changed = { ...PolicyDocument, Id: 'changed' };
    await harness.deploy(withPolicy(changed));
    expect(policyOf(arn)).toEqual(changed);
    await harness.deploy({ It: it_ });
    expect(policyOf(arn)).toBeUndefined();
  });

  test('a policy with something unknown in it is refused by name', async () => {
    await expect(harness.deploy(withPolicy(unknown))).rejects.toThrow('the kind Federated');
    expect(policyOf(arn)).toBeUndefined();
  });
});

describe('AWS::Lambda::Permission', () => {
  const arn = 'arn:aws:lambda:us-east-1:000000000000:function:f';
  const rule = 'arn:aws:events:us-east-1:000000000000:rule/a';
  const permission = (more: object = {}) => ({
    Type: 'AWS::Lambda::Permission',
    Properties: {
      Action: 'lambda:InvokeFunction',
      FunctionName: arn,
      Principal: 'events.amazonaws.com',
      ...more,
    },
  });

  test("is a statement in its function's policy", async () => {
    await harness.deploy({
      P: permission({ SourceArn: rule, SourceAccount: '000000000000' }),
      Q: permission({ Principal: '123456789012', FunctionName: 'f' }),
    });
    const own = { Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: arn };
    expect(policyOf(arn)).toEqual({
      Version: '2012-10-17',
      Id: 'default',
      Statement: [
        {
          ...own,
          Sid: expect.stringMatching(/^S-P-/) as string,
          Principal: { Service: 'events.amazonaws.com' },
          Condition: {
            StringEquals: { 'aws:SourceAccount': '000000000000' },
            ArnLike: { 'aws:SourceArn': rule },
          },
        },
        {
          ...own,
          Sid: expect.stringMatching(/^S-Q-/) as string,
          Principal: { AWS: '123456789012' },
          Condition: {},
        },
      ],
    });
    await harness.deploy({ Q: permission({ Principal: '123456789012', FunctionName: 'f' }) });
    expect(policyOf(arn)).toMatchObject({ Statement: [{ Principal: { AWS: '123456789012' } }] });
    await harness.cloudFormation.deleteStack('S');
    expect(policyOf(arn)).toBeUndefined();
  });

  test('of an alias is in the policy of the alias', async () => {
    await harness.deploy({ P: permission({ FunctionName: `${arn}:live` }) });
    expect(policyOf(`${arn}:live`)).toMatchObject({ Statement: [{ Resource: `${arn}:live` }] });
    expect(policyOf(arn)).toBeUndefined();
  });

  test.each([
    [{ PrincipalOrgID: 'o-1' }, 'PrincipalOrgID'],
    [{ Action: 's3:GetObject' }, 'an action of Lambda'],
    [{ Principal: 'someone' }, '"someone" does not exist here'],
  ])('with %j is refused', async (more, named) => {
    await expect(harness.deploy({ P: permission(more) })).rejects.toThrow(named);
  });
});

test('a bucket policy with something unknown in it is refused by name', async () => {
  const properties = { Bucket: 'data', PolicyDocument: unknown };
  await expect(harness.deployOne('AWS::S3::BucketPolicy', properties)).rejects.toThrow(
    'the kind Federated',
  );
});
