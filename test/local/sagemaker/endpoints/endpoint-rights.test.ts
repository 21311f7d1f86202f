import { CreateModelCommand } from '@aws-sdk/client-sagemaker';
import { type AccessRequest } from '../../../../local/iam/access';
import { AccessDeniedError } from '../../../../local/iam/evaluation/access-denied';
import { ACCOUNT, BUCKET, REGION, ROLE } from '../sagemaker-harness';
import { type EndpointsHarness, startEndpointsHarness, variant } from './endpoints-harness';

const KEY = `arn:aws:kms:${REGION}:${ACCOUNT}:key/1`;

let harness: EndpointsHarness;
let denied: string | undefined;
let asked: AccessRequest[] = [];

beforeAll(async () => {
  harness = await startEndpointsHarness({
    authorizer: {
      authorize(request) {
        asked.push(request);
        if (request.action !== denied) return;
        throw new AccessDeniedError(request, 'the role', { kind: 'implicit', layer: 'identity' });
      },
    },
  });
  await harness.put('files/config.json', '{}');
  const S3Uri = `s3://${BUCKET}/files/`;
  await harness.sagemaker.send(
    new CreateModelCommand({
      ModelName: 'files',
      ExecutionRoleArn: ROLE,
      PrimaryContainer: {
        Image: 'fixture',
        ModelDataSource: {
          S3DataSource: { S3Uri, S3DataType: 'S3Prefix', CompressionType: 'None' },
        },
      },
    }),
  );
});
beforeEach(() => {
  denied = undefined;
  asked = [];
});
afterAll(async () => harness.close());

const create = async (name: string): Promise<void> => {
  await harness.createConfig(name, [variant({ ModelName: 'files' })], { KmsKeyId: KEY });
  await harness.createEndpoint(name);
};

test('a model of files serves; its role is asked for the key of the volume', async () => {
  await create('serving');
  await harness.reached('serving', 'IN_SERVICE');
  expect(await harness.answer('serving', 'words')).toBe('[words]');
  const ofRole = asked.filter(({ caller }) => caller.kind === 'role' && caller.roleArn === ROLE);
  expect(ofRole).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ action: 'kms:DescribeKey', resource: KEY }),
      expect.objectContaining({
        action: 'kms:CreateGrant',
        resource: KEY,
        context: { 'kms:grantisforawsresource': 'true' },
      }),
    ]),
  );
});

test.each(['kms:DescribeKey', 'kms:CreateGrant'])(
  'without %s there is no endpoint',
  async (action) => {
    denied = action;
    const name = action.replace(':', '-');
    await create(name);
    await harness.reached(name, 'FAILED');
    expect((await harness.describe(name)).FailureReason).toContain(
      `is not authorized to perform: ${action} on resource: ${KEY}`,
    );
  },
);
