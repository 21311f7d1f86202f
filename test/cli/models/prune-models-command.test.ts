import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import {
  CreateEndpointConfigCommand,
  CreateModelCommand,
  CreateTransformJobCommand,
  DeleteEndpointConfigCommand,
  StopTransformJobCommand,
} from '@aws-sdk/client-sagemaker';
import { StartExecutionCommand, StopExecutionCommand } from '@aws-sdk/client-sfn';
import { createPruneClients, type PruneClients } from '../../../cli/models/prune-clients';
import { pruneModels, type PruneOptions } from '../../../cli/models/prune-models-command';
import { RunLayout } from '../../../domain/run/layout';
import { DEPLOYMENT_TAG, runIdOf, STACK_TAG } from '../../../domain/run/names';
import { startEmbeddedAws, type EmbeddedAws } from '../../../local/embedded-aws';
import { clientConfig } from '../../../local/gateway/client-config';
import { putAdminRole } from '../../support/admin-role';
import { until } from '../../support/until';

const ROLE = 'arn:aws:iam::000000000000:role/jobs';
const STATE_MACHINE = 'arn:aws:states:us-east-1:000000000000:stateMachine:runs';
const BUCKET = 'runs-of-mine';
/** The echo model thinks for longer than any test about a text with this word. */
const SLOW = { rules: [{ marker: 'SLOW', action: 'sleep', milliseconds: 600_000 }] };

const container = {
  Image: 'embedded/echo:1',
  Environment: { ECHO_FAULTS: JSON.stringify(SLOW) },
};
const tags = (prefix: string) => [{ Key: DEPLOYMENT_TAG, Value: prefix }];

describe('pruneModels', () => {
  let folder: string;
  let aws: EmbeddedAws;
  let clients: PruneClients;
  let stdout: string;
  let stderr: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 't2t-prune-'));
    aws = await startEmbeddedAws({ dataDir: folder });
    clients = createPruneClients(clientConfig(aws.endpoint, aws.region));
    putAdminRole(aws, 'jobs');
    stdout = '';
    stderr = '';
    jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
      stdout += String(text);
      return true;
    });
    jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
      stderr += String(text);
      return true;
    });
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    for (const client of Object.values(clients)) (client as { destroy(): void }).destroy();
    await aws.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** Deploys `<prefix>-Model` with one model of that name, as the CDK would; the old one is retained. */
  const deployModel = (ModelName: string, prefix = 'Mine') =>
    aws.cloudFormation.deployStack({
      stackName: `${prefix}-Model`,
      template: {
        Resources: {
          Model: {
            Type: 'AWS::SageMaker::Model',
            UpdateReplacePolicy: 'Retain',
            DeletionPolicy: 'Retain',
            Properties: {
              ModelName,
              ExecutionRoleArn: ROLE,
              PrimaryContainer: container,
              Tags: tags(prefix),
            },
          },
        },
      },
    });

  /** A state machine whose executions wait for an hour, and the outputs by which it is found. */
  async function deployPipeline(): Promise<void> {
    const Definition = {
      QueryLanguage: 'JSONata',
      StartAt: 'Wait',
      States: { Wait: { Type: 'Wait', Seconds: 3600, End: true } },
    };
    await aws.cloudFormation.deployStack({
      stackName: 'Mine-Pipeline',
      template: {
        Resources: {
          Runs: {
            Type: 'AWS::StepFunctions::StateMachine',
            Properties: { StateMachineName: 'runs', RoleArn: ROLE, Definition },
          },
        },
        Outputs: {
          StateMachineArn: { Value: { Ref: 'Runs' } },
          DataBucketName: { Value: BUCKET },
        },
      },
    });
    await clients.s3.send(new CreateBucketCommand({ Bucket: BUCKET }));
  }

  const put = (Key: string, Body: string) =>
    clients.s3.send(new PutObjectCommand({ Bucket: BUCKET, Key, Body }));

  const createModel = (ModelName: string, prefix: string, stack?: string) =>
    clients.sagemaker.send(
      new CreateModelCommand({
        ModelName,
        ExecutionRoleArn: ROLE,
        PrimaryContainer: container,
        Tags: [
          ...tags(prefix),
          ...(stack === undefined ? [] : [{ Key: STACK_TAG, Value: stack }]),
        ],
      }),
    );

  const prune = (options: Partial<PruneOptions> = {}, answer?: boolean) =>
    pruneModels(
      { stackPrefix: 'Mine', dryRun: false, yes: answer === undefined, ...options },
      answer === undefined ? undefined : () => Promise.resolve(answer),
      clients,
    );

  it('lets a model come back: A, B, then A again', async () => {
    await deployModel('mine-a');
    await deployModel('mine-b');
    await expect(deployModel('mine-a')).rejects.toThrow('Cannot create already existing model');
    await prune();
    expect(stdout).toBe('mine-a\n');
    expect(stderr).toMatch(/^2 models of deployment Mine, 1 of them unused\n {2}mine-a {2}made 2\S+Z {2}unused\n/);
    expect(stderr).toMatch(/\n {2}mine-b {2}made \S+ {2}stack Mine-Model\n$/);
    await deployModel('mine-a');
  });

  it('deletes nothing while a deployment is under way: it may go back to the old model', async () => {
    await deployModel('mine-a');
    await deployModel('mine-b');
    aws.cloudFormation.stack('Mine-Model').status = 'UPDATE_IN_PROGRESS';
    await expect(prune()).rejects.toThrow(
      'stack Mine-Model is UPDATE_IN_PROGRESS; try again when it has ended',
    );
    expect(stdout).toBe('');
  });

  it('finds what a removed deployment has left', async () => {
    await deployModel('mine-a');
    await aws.cloudFormation.deleteStack('Mine-Model');
    await prune();
    expect(stdout).toBe('mine-a\n');
    await deployModel('mine-a');
  });

  it('looks only at models of this deployment: by tag, not by name alone', async () => {
    await createModel('mine-but-not-ours', 'mine');
    await createModel('other', 'Mine');
    await prune();
    expect({ stdout, stderr }).toEqual({
      stdout: '',
      stderr: '0 models of deployment Mine, 0 of them unused\n',
    });
  });

  it('keeps what another application deploys by the construct, whose stack has a name of its own', async () => {
    await createModel('mine-a', 'Mine', 'Summaries');
    await createModel('mine-b', 'Mine', 'Mine-Model');
    await prune();
    expect(stdout).toBe('mine-b\n');
    expect(stderr).toMatch(/mine-a {2}made \S+ {2}stack Summaries, of another application\n/);
  });

  it('sees more models than one page holds', async () => {
    const names = Array.from({ length: 101 }, (_, index) => `mine-${index}`);
    for (const name of names) await createModel(name, 'Mine');
    await prune();
    expect(stdout.trim().split('\n').toSorted()).toEqual(names.toSorted());
    stdout = '';
    await prune();
    expect(stdout).toBe('');
  });

  it.each([
    ['only looks, when told so', { dryRun: true }, undefined, 'mine-a\n'],
    ['deletes when a person says yes', {}, true, 'mine-a\n'],
    ['deletes nothing when a person says no', {}, false, ''],
  ] as const)('%s', async (_, options, answer, deleted) => {
    await createModel('mine-a', 'Mine');
    await prune(options, answer);
    expect(stdout).toBe(deleted);
    const isLeft = answer !== true;
    stdout = '';
    await prune();
    expect(stdout).toBe(isLeft ? 'mine-a\n' : '');
  });

  it('asks for --yes where nobody can confirm', async () => {
    await createModel('mine-a', 'Mine');
    await expect(prune({ yes: false })).rejects.toThrow(
      'nobody is here to confirm; add --yes, or --dry-run to look only',
    );
    expect(stdout).toBe('');
  });

  it('keeps the model of a transform job that runs', async () => {
    await createModel('mine-a', 'Mine');
    await clients.s3.send(new CreateBucketCommand({ Bucket: BUCKET }));
    await put('in/0.jsonl', '{"id": 0, "text_inputs": "SLOW"}\n');
    const TransformJobName = 'some-job';
    await clients.sagemaker.send(
      new CreateTransformJobCommand({
        TransformJobName,
        ModelName: 'mine-a',
        TransformInput: {
          DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: `s3://${BUCKET}/in/` } },
          ContentType: 'application/jsonlines',
          SplitType: 'Line',
        },
        TransformOutput: { S3OutputPath: `s3://${BUCKET}/out/` },
        TransformResources: { InstanceType: 'ml.m5.xlarge', InstanceCount: 1 },
      }),
    );
    await prune();
    expect(stdout).toBe('');
    expect(stderr).toMatch(/mine-a {2}made \S+ {2}transform job some-job\n$/);

    await clients.sagemaker.send(new StopTransformJobCommand({ TransformJobName }));
    await until(async () => {
      await prune();
      return stdout === '' ? undefined : stdout;
    });
    expect(stdout).toBe('mine-a\n');
  });

  it('keeps the model of an endpoint', async () => {
    await createModel('mine-a', 'Mine');
    const EndpointConfigName = 'asked-now-and-then';
    await clients.sagemaker.send(
      new CreateEndpointConfigCommand({
        EndpointConfigName,
        ProductionVariants: [
          {
            VariantName: 'AllTraffic',
            ModelName: 'mine-a',
            InstanceType: 'ml.m5.xlarge',
            InitialInstanceCount: 1,
          },
        ],
      }),
    );
    await prune();
    expect(stdout).toBe('');
    expect(stderr).toMatch(/mine-a {2}made \S+ {2}endpoint configuration asked-now-and-then\n$/);

    await clients.sagemaker.send(new DeleteEndpointConfigCommand({ EndpointConfigName }));
    await prune();
    expect(stdout).toBe('mine-a\n');
  });

  it('keeps the model that a running execution has planned with', async () => {
    await deployPipeline();
    await createModel('mine-a', 'Mine');
    const name = 'nightly.1';
    const { executionArn } = await clients.stepFunctions.send(
      new StartExecutionCommand({ stateMachineArn: STATE_MACHINE, name }),
    );
    await expect(prune()).rejects.toThrow(
      `run ${runIdOf(name)} has started and not planned yet, so its model is not known; try again`,
    );
    const layout = new RunLayout(runIdOf(name));
    await put(layout.plan, JSON.stringify({ contractVersion: 99, model: { modelName: 'mine-a' } }));
    await prune();
    expect(stdout).toBe('');
    expect(stderr).toContain(`run ${layout.runId}\n`);

    await clients.stepFunctions.send(new StopExecutionCommand({ executionArn }));
    await prune();
    expect(stdout).toBe('mine-a\n');
  });
});
