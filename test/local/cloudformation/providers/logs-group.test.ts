import { type ProviderHarness, providerHarness } from './provider-harness';

let harness: ProviderHarness;
beforeEach(() => {
  harness = providerHarness();
});
afterEach(() => harness.close());

test('a group is there as long as its stack, with the ARN that ends in a star', async () => {
  const { state } = await harness.deployOne('AWS::Logs::LogGroup', {
    LogGroupName: '/g',
    RetentionInDays: 7,
  });
  expect(state).toEqual({
    physicalId: '/g',
    attributes: { Arn: 'arn:aws:logs:us-east-1:000000000000:log-group:/g:*' },
  });
  expect(harness.services.logs.hasLogGroup('/g')).toBe(true);
  await harness.cloudFormation.deleteStack('S');
  expect(harness.services.logs.hasLogGroup('/g')).toBe(false);
});

const withKey = (KmsKeyId: string) => ({ LogGroupName: '/g', KmsKeyId });
const keyId = '1234abcd-12ab-34cd-56ef-1234567890ab';

test('a key is named by its ARN', async () => {
  const arn = `arn:aws:kms:us-east-1:000000000000:key/${keyId}`;
  await harness.deployOne('AWS::Logs::LogGroup', withKey(arn));
  expect(harness.services.logs.hasLogGroup('/g')).toBe(true);
});

test('a key that is named by its id is refused, as by CloudFormation', async () => {
  await expect(harness.deployOne('AWS::Logs::LogGroup', withKey(keyId))).rejects.toThrow(
    'the ARN of a key, not its id',
  );
});
