import { HeadBucketCommand } from '@aws-sdk/client-s3';
import { DescribeTransformJobCommand, ListModelsCommand } from '@aws-sdk/client-sagemaker';
import { DescribeExecutionCommand, GetExecutionHistoryCommand } from '@aws-sdk/client-sfn';
import { type App } from 'aws-cdk-lib';
import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { CfnStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import * as z from 'zod';
import { type DeploymentConfig } from '../../lib/config/schema';
import { type Gate, startGate } from '../support/gate';
import {
  type Application,
  type EndedRun,
  type StartedRun,
  jsonLines,
  startApplication,
  withEchoModel,
} from './support/application';

const RECORD = { id: 1, text: 'HELD the cat sat', reference: 'the cat' };
const PREFIX = 'Text2TextBatch';
const versionSchema = z.object({ ExecutedVersion: z.string() });

/** Deployments while a run is in its transform job: it ends with what it began with. */
describe('a run in flight', () => {
  let application: Application;
  let gates: { readonly old: Gate; readonly new: Gate };
  let uri: string;
  let run: StartedRun;

  beforeAll(async () => {
    gates = { old: await startGate(), new: await startGate() };
    application = await startApplication(withModel(gates.old, { scheduled: true }));
    uri = await application.putDataset('held.jsonl', jsonLines([RECORD]));
    run = await application.start({ dataset: { uri } }, 'in-flight');
    await gates.old.waiting(1);
  });
  afterAll(async () => {
    await application.close();
    for (const gate of Object.values(gates)) gate.close();
  });
  afterEach(async () => {
    const { executionArn } = run;
    const command = new DescribeExecutionCommand({ executionArn });
    const { status } = await application.stepFunctions.send(command);
    expect(status).toMatch(/^(RUNNING|SUCCEEDED)$/);
  });

  /** The echo model, which holds a marked text at the gate. Its environment makes it another model. */
  function withModel(gate: Gate, { scheduled }: { scheduled: boolean }) {
    const rules = [{ marker: 'HELD', action: 'ask', url: gate.url }];
    const echo = withEchoModel({ ECHO_FAULTS: JSON.stringify({ rules }) });
    const nightly = {
      name: 'nightly',
      expression: 'cron(0 2 * * ? *)',
      timeZone: 'UTC',
      flexibleWindowMinutes: null,
      enabled: true,
      input: {},
    };
    return (config: DeploymentConfig): DeploymentConfig => ({
      ...echo(config),
      schedules: scheduled ? [nightly] : [],
    });
  }
  const statusOf = (stack: string) =>
    application.aws.cloudFormation.stack(`${PREFIX}-${stack}`).status;
  const scheduleNames = () => application.aws.scheduler.schedules.list().map(({ name }) => name);
  async function modelNames(): Promise<string[]> {
    const { Models = [] } = await application.sagemaker.send(new ListModelsCommand({}));
    return Models.map(({ ModelName = '' }) => ModelName);
  }

  test('is left alone by another version of every function', async () => {
    await application.redeploy(withModel(gates.old, { scheduled: true }), changeFunctions('2'));
    for (const name of functionNames(application)) {
      const environmentOf = (version: number) =>
        application.aws.describeFunction(`${name}:${version}`).config.environment;
      expect(environmentOf(1)).not.toHaveProperty('CHANGED');
      expect(environmentOf(2)).toMatchObject({ CHANGED: '2' });
    }
  });

  test('is left alone by a deployment that is rolled back, and that goes through the next time', async () => {
    const change = withModel(gates.old, { scheduled: true });
    const failing = (app: App): void => {
      changeFunctions('3')(app);
      takeNameOf(application.bucket, app);
    };
    await expect(application.redeploy(change, failing)).rejects.toThrow(
      `${application.bucket} already exists in stack`,
    );
    expect(statusOf('Pipeline')).toBe('UPDATE_ROLLBACK_COMPLETE');
    await application.redeploy(change, changeFunctions('3'));
    expect(statusOf('Pipeline')).toBe('UPDATE_COMPLETE');
  });

  test('is left alone by another model: the old one stays', async () => {
    const before = await modelNames();
    await application.redeploy(withModel(gates.new, { scheduled: true }), changeFunctions('3'));
    expect(before).toHaveLength(1);
    expect(await modelNames()).toEqual(expect.arrayContaining(before));
    expect(await modelNames()).toHaveLength(2);
  });

  test('is left alone by a new data bucket, which CloudFormation refuses', async () => {
    const rename = (app: App): void => {
      changeFunctions('3')(app);
      dataBucketOf(app).bucketName = 'another-data-bucket';
    };
    await expect(
      application.redeploy(withModel(gates.new, { scheduled: true }), rename),
    ).rejects.toThrow(
      /^Stack Text2TextBatch-Storage failed: Cannot update export Text2TextBatch-Storage:ExportsOutput\S+ as it is in use by Text2TextBatch-Model and Text2TextBatch-Pipeline\.$/,
    );
    expect(statusOf('Storage')).toBe('UPDATE_ROLLBACK_COMPLETE');
    await expect(
      application.s3.send(new HeadBucketCommand({ Bucket: 'another-data-bucket' })),
    ).rejects.toMatchObject({ name: 'NotFound' });
    await application.s3.send(new HeadBucketCommand({ Bucket: application.bucket }));
  });

  test('is left alone by a given key in place of the own one, which CloudFormation refuses', async () => {
    const encryptionKeyArn =
      'arn:aws:kms:us-east-1:000000000000:key/1234abcd-12ab-34cd-56ef-1234567890ab';
    const model = withModel(gates.new, { scheduled: true });
    await expect(
      application.redeploy(
        (config) => ({ ...model(config), encryptionKeyArn }),
        changeFunctions('3'),
      ),
    ).rejects.toThrow(
      /Cannot delete export \S+EncryptionKey\S+ as it is in use by Text2TextBatch-/,
    );
    expect(statusOf('Storage')).toBe('UPDATE_ROLLBACK_COMPLETE');
  });

  test('is left alone by a schedule that goes', async () => {
    expect(scheduleNames()).toContain(`${PREFIX}-nightly`);
    await application.redeploy(withModel(gates.new, { scheduled: false }), changeFunctions('3'));
    expect(scheduleNames()).not.toContain(`${PREFIX}-nightly`);
  });

  test('is left alone by a deployment alongside, under another prefix', async () => {
    const alongside = (config: DeploymentConfig): DeploymentConfig => ({
      ...withModel(gates.new, { scheduled: true })(config),
      stackPrefix: 'Alongside',
    });
    const before = statusesOf(application);
    await application.redeploy(alongside);
    expect(statusesOf(application)).toEqual({
      ...before,
      'Alongside-Storage': 'CREATE_COMPLETE',
      'Alongside-Model': 'CREATE_COMPLETE',
      'Alongside-Pipeline': 'CREATE_COMPLETE',
    });
  });

  test('ends with the functions and the model that it began with; the next run has the new ones', async () => {
    gates.old.open();
    const old = await application.endOf(run);
    gates.new.open();
    const next = await application.runToEnd({ dataset: { uri } });

    for (const { results } of [old, next]) expect(results.status).toBe('Completed');
    expect(await versionsOf(application, old)).toEqual(['1']);
    // 2 came with the first deployment, and 3 went when the second was rolled back.
    expect(await versionsOf(application, next)).toEqual(['4']);
    const [oldModel, newModel] = await modelNamesOf(application, [old, next]);
    expect(oldModel).not.toBe(newModel);
    expect((await modelNames()).toSorted()).toEqual(
      expect.arrayContaining([oldModel, newModel].toSorted()),
    );
  });
});

/** Another environment is another version, as another bundle would be. */
function changeFunctions(value: string) {
  return (app: App): void => {
    for (const construct of app.node.findAll()) {
      if (construct instanceof LambdaFunction) construct.addEnvironment('CHANGED', value);
    }
  };
}

/** Something fails when all else is done. */
function takeNameOf(bucket: string, app: App): void {
  const stateMachine = app.node.findAll().find((each) => each instanceof CfnStateMachine);
  if (!stateMachine) throw new Error('There is no state machine');
  const taken = new CfnBucket(stateMachine.stack, 'Taken', { bucketName: bucket });
  taken.addResourceDependency(stateMachine);
}

function dataBucketOf(app: App): CfnBucket {
  const isDataBucket = (each: unknown): each is CfnBucket =>
    each instanceof CfnBucket && each.node.path.includes('/Data/');
  const bucket = app.node.findAll().find(isDataBucket);
  if (!bucket) throw new Error('There is no data bucket');
  return bucket;
}

/** Of the functions that the state machine calls: those with versions. */
function functionNames(application: Application): string[] {
  const { resources } = application.aws.cloudFormation.stack(`${PREFIX}-Pipeline`);
  return [...resources.values()]
    .filter(({ type }) => type === 'AWS::Lambda::Version')
    .map(({ state }) => state.physicalId.replace(/:\d+$/, ''));
}

function statusesOf({ aws }: Application): Record<string, string> {
  return Object.fromEntries(aws.cloudFormation.stacks.map(({ name, status }) => [name, status]));
}

/** Versions that the steps of a run were answered by, each once. */
async function versionsOf(
  { stepFunctions }: Application,
  { executionArn }: EndedRun,
): Promise<string[]> {
  const command = new GetExecutionHistoryCommand({ executionArn, maxResults: 1000 });
  const { events = [] } = await stepFunctions.send(command);
  const versions = events
    .map(({ taskSucceededEventDetails: details }) => details?.output)
    .filter((output) => output !== undefined)
    .map((output) => versionSchema.parse(JSON.parse(output)).ExecutedVersion);
  return [...new Set(versions)];
}

async function modelNamesOf(
  { sagemaker }: Application,
  runs: readonly EndedRun[],
): Promise<(string | undefined)[]> {
  const jobs = runs.map(({ results }) => results.transformJob?.name);
  const described = await Promise.all(
    jobs.map((name) => sagemaker.send(new DescribeTransformJobCommand({ TransformJobName: name }))),
  );
  return described.map(({ ModelName }) => ModelName);
}
