import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { deploymentOf, findDeployment } from '../../../cli/aws/deployment';
import { CliError } from '../../../cli/shared/cli-error';
import { systemClock } from '../../../local/clock';
import { cloudFormationApi } from '../../../local/cloudformation/api/cloudformation-api';
import { ChangeSets } from '../../../local/cloudformation/change-sets';
import { CloudFormation } from '../../../local/cloudformation/cloudformation';
import { clientConfig } from '../../../local/gateway/client-config';
import { startGateway, type Gateway } from '../../../local/gateway/gateway';

const place = { region: 'us-east-1', accountId: '000000000000' };
const outputs = { StateMachineArn: 'arn:aws:states:pipeline', DataBucketName: 'data-bucket' };
const deployment = { stateMachineArn: 'arn:aws:states:pipeline', dataBucket: 'data-bucket' };

describe('findDeployment', () => {
  let gateway: Gateway;
  let client: CloudFormationClient;

  beforeAll(async () => {
    const cloudFormation = new CloudFormation({
      ...place,
      clock: systemClock,
      providers: new Map(),
      readSsmParameter: () => undefined,
    });
    for (const [stackName, values] of [
      ['Mine-Pipeline', outputs],
      ['Old-Pipeline', { StateMachineArn: 'arn' }],
    ] as const) {
      const Outputs = Object.fromEntries(
        Object.entries(values).map(([name, Value]) => [name, { Value }]),
      );
      await cloudFormation.deployStack({ stackName, template: { Resources: {}, Outputs } });
    }
    const changeSets = new ChangeSets(cloudFormation, { ...place, clock: systemClock });
    const api = cloudFormationApi(
      { cloudFormation, changeSets, readObject: async () => '' },
      { region: 'us-east-1', accountId: '000000000000' },
    );
    gateway = await startGateway({ ...place, services: [api] });
    client = new CloudFormationClient(clientConfig(gateway.endpoint, place.region));
  });
  afterAll(async () => {
    client.destroy();
    await gateway.close();
  });

  it('reads the outputs of the Pipeline stack of a prefix', async () => {
    expect(await findDeployment(client, 'Mine')).toEqual(deployment);
  });

  it('says of a stack that does not exist what can be done', async () => {
    const error: unknown = await findDeployment(client, 'Other').catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(CliError);
    expect(error).toHaveProperty(
      'message',
      "there is no stack 'Other-Pipeline' in this account and region. Deploy it (npx cdk deploy " +
        '--all), name another by --stack-prefix, or run in the embedded AWS by --local',
    );
  });

  it('says of a stack of another version which outputs are missing', async () => {
    await expect(findDeployment(client, 'Old')).rejects.toThrow(
      "stack 'Old-Pipeline' has no outputs StateMachineArn and DataBucketName",
    );
  });

  it('passes on what is wrong with the call itself', async () => {
    const nowhere = new CloudFormationClient({
      ...clientConfig('http://127.0.0.1:1', place.region),
      maxAttempts: 1,
    });
    const finding = findDeployment(nowhere, 'Mine');
    await expect(finding).rejects.toThrow(/ECONNREFUSED/);
    await expect(finding).rejects.not.toBeInstanceOf(CliError);
    nowhere.destroy();
  });
});

describe('deploymentOf', () => {
  it('takes the two outputs among others', () => {
    expect(deploymentOf('S', { ...outputs, Other: 'x' })).toEqual(deployment);
  });

  it.each(['StateMachineArn', 'DataBucketName'])('needs %s', (name) => {
    const { [name as keyof typeof outputs]: _, ...rest } = outputs;
    expect(() => deploymentOf('S', rest)).toThrow(CliError);
  });
});
