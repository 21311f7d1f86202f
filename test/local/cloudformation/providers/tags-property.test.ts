import { GetBucketTaggingCommand, S3Client } from '@aws-sdk/client-s3';
import { ListTagsCommand, SageMakerClient } from '@aws-sdk/client-sagemaker';
import { ListTagsForResourceCommand, SFNClient } from '@aws-sdk/client-sfn';
import { ListTagsForResourceCommand as ListTopicTagsCommand, SNSClient } from '@aws-sdk/client-sns';
import { ListQueueTagsCommand, SQSClient } from '@aws-sdk/client-sqs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Stack } from '../../../../local/cloudformation/stack';
import { type EmbeddedAws, startEmbeddedAws } from '../../../../local/embedded-aws';
import { clientConfig } from '../../../../local/gateway/client-config';

let dataDir: string;
let aws: EmbeddedAws;
let clients: ReturnType<typeof clientsOf>;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'tags-'));
  aws = await startEmbeddedAws({ dataDir });
  clients = clientsOf(clientConfig(aws.endpoint, aws.region));
});
afterAll(async () => {
  for (const client of Object.values(clients)) client.destroy();
  await aws.close();
  await rm(dataDir, { recursive: true });
});

function clientsOf(config: ReturnType<typeof clientConfig>) {
  return {
    s3: new S3Client(config),
    sagemaker: new SageMakerClient(config),
    sns: new SNSClient(config),
    sqs: new SQSClient(config),
    stepFunctions: new SFNClient(config),
  };
}

const trusted = (service: string) => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    AssumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: {
        Effect: 'Allow',
        Principal: { Service: service },
        Action: 'sts:AssumeRole',
      },
    },
  },
});
const roleOf = (logicalId: string) => ({ 'Fn::GetAtt': [logicalId, 'Arn'] });

/** A stack of each type whose tags an operation shows, all with these. */
function deploy(wanted: Readonly<Record<string, string>>): Promise<Stack> {
  const Tags = Object.entries(wanted).map(([Key, Value]) => ({ Key, Value }));
  const tagged = (Type: string, Properties: object) => ({
    Type,
    Properties: { ...Properties, ...(Tags.length > 0 && { Tags }) },
  });
  const variant = { VariantName: 'A', InitialInstanceCount: 1, InstanceType: 'ml.m5.large' };
  const ModelName = { 'Fn::GetAtt': ['Model', 'ModelName'] };
  return aws.cloudFormation.deployStack({
    stackName: 'Tagged',
    template: {
      Resources: {
        StatesRole: trusted('states.amazonaws.com'),
        ModelRole: trusted('sagemaker.amazonaws.com'),
        Machine: tagged('AWS::StepFunctions::StateMachine', {
          RoleArn: roleOf('StatesRole'),
          Definition: {
            QueryLanguage: 'JSONata',
            StartAt: 'End',
            States: { End: { Type: 'Succeed' } },
          },
        }),
        Model: tagged('AWS::SageMaker::Model', {
          ExecutionRoleArn: roleOf('ModelRole'),
          PrimaryContainer: { Image: 'embedded/echo:1' },
        }),
        EndpointConfig: tagged('AWS::SageMaker::EndpointConfig', {
          ProductionVariants: [{ ...variant, ModelName }],
        }),
        Queue: tagged('AWS::SQS::Queue', {}),
        Topic: tagged('AWS::SNS::Topic', {}),
        Bucket: tagged('AWS::S3::Bucket', {}),
      },
    },
  });
}

interface ApiTag {
  readonly Key?: string | undefined;
  readonly Value?: string | undefined;
}
const byKey = (tags: readonly ApiTag[] = []): object =>
  Object.fromEntries(tags.map(({ Key, Value }) => [String(Key), Value]));

/** Each by the operation of its own service. */
const listed: Readonly<Record<string, (id: string) => Promise<object>>> = {
  async Machine(resourceArn) {
    const command = new ListTagsForResourceCommand({ resourceArn });
    const { tags = [] } = await clients.stepFunctions.send(command);
    return byKey(tags.map(({ key: Key, value: Value }) => ({ Key, Value })));
  },
  async Model(ResourceArn) {
    return byKey((await clients.sagemaker.send(new ListTagsCommand({ ResourceArn }))).Tags);
  },
  async EndpointConfig(ResourceArn) {
    return byKey((await clients.sagemaker.send(new ListTagsCommand({ ResourceArn }))).Tags);
  },
  async Queue(QueueUrl) {
    return (await clients.sqs.send(new ListQueueTagsCommand({ QueueUrl }))).Tags ?? {};
  },
  async Topic(ResourceArn) {
    return byKey((await clients.sns.send(new ListTopicTagsCommand({ ResourceArn }))).Tags);
  },
  async Bucket(Bucket) {
    return byKey((await clients.s3.send(new GetBucketTaggingCommand({ Bucket }))).TagSet);
  },
};

const idOf = (stack: Stack, logicalId: string): string =>
  stack.resources.get(logicalId)?.state.physicalId ?? '';

test.each(Object.entries(listed))(
  'the tags of a %s are those of its template',
  async (id, list) => {
    const first = await deploy({ team: 'a', cost: '7' });
    expect(await list(idOf(first, id))).toEqual({ team: 'a', cost: '7' });
    const second = await deploy({ team: 'b' });
    // Tags change without a new resource, everywhere.
    expect(idOf(second, id)).toBe(idOf(first, id));
    expect(await list(idOf(second, id))).toEqual({ team: 'b' });
  },
);

test('a template without tags takes them away', async () => {
  await deploy({ team: 'a' });
  const stack = await deploy({});
  for (const id of ['Machine', 'Model', 'EndpointConfig', 'Queue', 'Topic']) {
    expect(await listed[id]?.(idOf(stack, id))).toEqual({});
  }
  await expect(listed.Bucket?.(idOf(stack, 'Bucket'))).rejects.toThrow('The bucket has no tags');
});
