import { DescribeTransformJobCommand, ListModelsCommand } from '@aws-sdk/client-sagemaker';
import { DescribeExecutionCommand, StopExecutionCommand } from '@aws-sdk/client-sfn';
import { createPruneClients } from '../../cli/models/prune-clients';
import { pruneModels } from '../../cli/models/prune-models-command';
import { type Results } from '../../domain/run/results';
import { type DeploymentConfig } from '../../lib/config/schema';
import { clientConfig } from '../../local/gateway/client-config';
import { until } from '../support/until';
import {
  type Application,
  jsonLines,
  startApplication,
  withEchoModel,
} from './support/application';

/** The echo model, and a second one on another instance type. Both may be told what goes wrong in them. */
function withTwoModels(environment: Record<string, string>) {
  return (local: DeploymentConfig): DeploymentConfig => {
    const config = withEchoModel(environment)(local);
    const [echo] = config.models;
    if (!echo || 'jumpStart' in echo) throw new Error('the echo model is an own artefact');
    const second = { ...echo, name: 'second', instanceType: 'ml.c5.xlarge' };
    return { ...config, models: [echo, second] };
  };
}

const faults = (milliseconds: number): Record<string, string> => ({
  ECHO_FAULTS: JSON.stringify({ rules: [{ marker: 'SLOW', action: 'sleep', milliseconds }] }),
});
/** Far longer than the test: such a job ends only because it is stopped. */
const A = withTwoModels(faults(600_000));
const B = withTwoModels(faults(0));

describe('two models in one deployment', () => {
  let application: Application;
  let uri: string;

  beforeAll(async () => {
    application = await startApplication(A);
    uri = await application.putDataset(
      'one.jsonl',
      jsonLines([{ id: 1, text: 'a text', reference: 'a text' }]),
    );
  });
  afterAll(() => application.close());

  const jobOf = (results: Results) =>
    application.sagemaker.send(
      new DescribeTransformJobCommand({ TransformJobName: results.transformJob?.name }),
    );
  async function modelNames(): Promise<string[]> {
    const { Models = [] } = await application.sagemaker.send(new ListModelsCommand({}));
    return Models.map(({ ModelName = '' }) => ModelName);
  }
  /** Of one execution, whatever else runs. */
  const endedStatus = (executionArn: string) =>
    until(async () => {
      const command = new DescribeExecutionCommand({ executionArn });
      const { status } = await application.stepFunctions.send(command);
      return status === 'RUNNING' ? undefined : status;
    });

  test('a run picks one by name, on the instance type of that model', async () => {
    const first = await application.runToEnd({ dataset: { uri } });
    const second = await application.runToEnd({ dataset: { uri }, model: 'second' });
    for (const [{ results }, name, instanceType] of [
      [first, 'echo', 'ml.m5.xlarge'],
      [second, 'second', 'ml.c5.xlarge'],
    ] as const) {
      expect(results).toMatchObject({
        status: 'Completed',
        provenance: { model: { name }, settings: { model: name, transform: { instanceType } } },
      });
      expect(await jobOf(results)).toMatchObject({
        ModelName: expect.stringMatching(
          new RegExp(`^text2textbatch-${name}-[0-9a-f]{10}$`),
        ) as unknown,
        TransformResources: { InstanceType: instanceType },
      });
    }
  });

  test('an unknown name and a type of the other model are refused with what is valid', async () => {
    const unknown = await application.runToEnd({ dataset: { uri }, model: 'secnd' });
    expect(unknown.results).toMatchObject({
      status: 'Failed',
      error: {
        name: 'InvalidRunRequest',
        message:
          "field 'model' is \"secnd\", which is not deployed; valid: echo, second. Did you mean 'second'?",
      },
    });
    const wrongType = await application.runToEnd({
      dataset: { uri },
      model: 'second',
      transform: { instanceType: 'ml.m5.xlarge' },
    });
    expect(wrongType.results).toMatchObject({
      error: {
        name: 'InvalidRunRequest',
        message:
          "field 'transform.instanceType' is \"ml.m5.xlarge\", which cannot run 'second': its image is made for others; valid: ml.c5.xlarge",
      },
    });
  });

  test('a changed model: the run in flight keeps the old one, and prune lets it come back', async () => {
    const before = await modelNames();
    const slow = await application.putDataset('slow.jsonl', jsonLines([{ id: 1, text: 'SLOW' }]));
    const run = await application.start({ dataset: { uri: slow, referenceColumn: null } }, 'flies');
    const isJob = (name: string): boolean => name === 'flies-p1-a1';
    await until(async () => (await application.running()).find(isJob));

    await application.redeploy(B);
    expect(await modelNames()).toHaveLength(2 * before.length);
    // A model without its role could not read its artefact any more.
    const roles = application.aws.identities.roles().map(({ arn }) => arn);
    for (const name of before) expect(roles.join('\n')).toContain(`/text2text-batch/${name}/`);
    const onNewModel = await application.start({ dataset: { uri: slow, referenceColumn: null } });
    expect(await endedStatus(onNewModel.executionArn)).toBe('SUCCEEDED');
    await expect(application.redeploy(A)).rejects.toThrow('Cannot create already existing model');

    const { endpoint, region } = application.aws;
    const clients = createPruneClients(clientConfig(endpoint, region));
    const output = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
    const words = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    const options = { stackPrefix: 'Text2TextBatch', dryRun: false, yes: true };
    await pruneModels(options, undefined, clients);
    // The first model's run is in flight; the second's old one is not in use.
    expect(output.mock.calls.join('')).toMatch(/^text2textbatch-second-[0-9a-f]{10}\n$/);

    const { executionArn } = run;
    await application.stepFunctions.send(new StopExecutionCommand({ executionArn }));
    await application.endOf(run);
    await pruneModels(options, undefined, clients);
    for (const spy of [output, words]) spy.mockRestore();
    for (const client of Object.values(clients)) (client as { destroy(): void }).destroy();
    await application.redeploy(A);
    expect((await modelNames()).toSorted()).toEqual(expect.arrayContaining(before.toSorted()));
  });
});
