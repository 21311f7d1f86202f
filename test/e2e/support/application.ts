import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import {
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { ListTransformJobsCommand, SageMakerClient } from '@aws-sdk/client-sagemaker';
import {
  DescribeExecutionCommand,
  ListExecutionsCommand,
  SFNClient,
  StartExecutionCommand,
  type DescribeExecutionCommandOutput,
} from '@aws-sdk/client-sfn';
import { context } from '../../../cdk.json';
import { deploymentOf } from '../../../cli/aws/deployment';
import { runIdOf } from '../../../domain/run/names';
import { RunLayout } from '../../../domain/run/layout';
import { resultsSchema, type Results } from '../../../domain/run/results';
import { addStacks } from '../../../lib/add-stacks';
import { loadConfig } from '../../../lib/config/load-config';
import { type DeploymentConfig } from '../../../lib/config/schema';
import { prepareModels } from '../../../lib/models/prepare-models';
import {
  startEmbeddedAws,
  type EmbeddedAws,
  type EmbeddedAwsOptions,
} from '../../../local/embedded-aws';
import { clientConfig } from '../../../local/gateway/client-config';
import { until } from '../../support/until';

const ROOT = join(__dirname, '..', '..', '..');

/** The whole application, deployed into an embedded AWS of its own. */
export interface Application {
  readonly aws: EmbeddedAws;
  /** The cloud assembly that was deployed. */
  readonly assembly: string;
  readonly bucket: string;
  readonly stateMachineArn: string;
  readonly s3: S3Client;
  readonly sagemaker: SageMakerClient;
  readonly stepFunctions: SFNClient;
  /** Puts a data set into the data bucket. @returns its key */
  putDataset(name: string, content: string): Promise<string>;
  start(input: unknown, name?: string): Promise<StartedRun>;
  /** Starts a run and waits for its end. */
  runToEnd(input: unknown): Promise<EndedRun>;
  /** Waits for the end of a run, and of all that its end sets off. */
  endOf(run: StartedRun): Promise<EndedRun>;
  readLines(key: string): Promise<Record<string, unknown>[]>;
  keys(prefix: string): Promise<string[]>;
  /** Names of executions and transform jobs that still run. */
  running(): Promise<string[]>;
  /**
   * Synthesizes and deploys again, as `startApplication` did; data, and what runs, stay.
   * @throws StackFailedError when CloudFormation refuses the change
   */
  redeploy(change?: ChangeConfig, adapt?: AdaptApp): Promise<void>;
  close(): Promise<void>;
}

type ChangeConfig = (config: DeploymentConfig) => DeploymentConfig;
type AdaptApp = (app: App) => void;

export interface StartedRun {
  readonly executionArn: string;
  readonly layout: RunLayout;
}

export interface EndedRun extends StartedRun {
  readonly execution: DescribeExecutionCommandOutput;
  readonly results: Results;
}

let runs = 0;

/** Writes the cloud assembly of `config/local.json`, adapted by `change`, its constructs by `adapt`. @returns the configuration */
async function synthesizeInto(
  assembly: string,
  change: ChangeConfig = (config) => config,
  adapt: AdaptApp = () => undefined,
): Promise<DeploymentConfig> {
  const config = change(loadConfig({ directory: join(ROOT, 'config'), name: 'local' }));
  const app = new App({ outdir: assembly, context });
  addStacks(app, { config, models: await prepareModels(config, ROOT) });
  adapt(app);
  app.synth();
  return config;
}

/**
 * Synthesizes in this process and deploys; `change` adapts the configuration of `config/local.json`,
 * `clocks` the time of the embedded AWS, `adapt` the constructs.
 */
export async function startApplication(
  change?: ChangeConfig,
  clocks: Pick<EmbeddedAwsOptions, 'schedulerClock'> = {},
  adapt?: AdaptApp,
): Promise<Application> {
  const folder = await mkdtemp(join(tmpdir(), 't2t-e2e-'));
  const assembly = join(folder, 'cdk.out');
  const config = await synthesizeInto(assembly, change, adapt);
  const aws = await startEmbeddedAws({ dataDir: join(folder, 'data'), ...clocks });
  const target = clientConfig(aws.endpoint, aws.region);
  const s3 = new S3Client(target);
  const sagemaker = new SageMakerClient(target);
  const stepFunctions = new SFNClient(target);
  const stackName = `${config.stackPrefix}-Pipeline`;
  const close = async (): Promise<void> => {
    for (const client of [s3, sagemaker, stepFunctions]) client.destroy();
    await aws.close();
    await rm(folder, { recursive: true, force: true });
  };
  const stacks = await aws.deployAssembly(assembly).catch(async (error: unknown) => {
    await close();
    throw error;
  });
  const { dataBucket: bucket, stateMachineArn } = deploymentOf(stackName, stacks[stackName] ?? {});

  const application: Application = {
    aws,
    assembly,
    bucket,
    stateMachineArn,
    s3,
    sagemaker,
    stepFunctions,
    async putDataset(name, content) {
      const Key = `datasets/${name}`;
      await s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body: content }));
      return Key;
    },
    async start(input, name = `test-${++runs}`) {
      const { executionArn = '' } = await stepFunctions.send(
        new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(input) }),
      );
      return { executionArn, layout: new RunLayout(runIdOf(name)) };
    },
    async endOf(run) {
      const { executionArn, layout } = run;
      const execution = await until(async () => {
        const found = await stepFunctions.send(new DescribeExecutionCommand({ executionArn }));
        return found.status === 'RUNNING' ? undefined : found;
      });
      await aws.idle();
      await until(async () => ((await application.running()).length === 0 ? true : undefined));
      const text = await readText(s3, bucket, layout.results);
      return { ...run, execution, results: resultsSchema.parse(JSON.parse(text)) };
    },
    async runToEnd(input) {
      return application.endOf(await application.start(input));
    },
    async readLines(key) {
      const text = await readText(s3, bucket, key);
      return text
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as Record<string, unknown>);
    },
    async keys(prefix) {
      const { Contents = [] } = await s3.send(
        new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix }),
      );
      return Contents.map(({ Key = '' }) => Key);
    },
    async running() {
      const { executions = [] } = await stepFunctions.send(
        new ListExecutionsCommand({ stateMachineArn, statusFilter: 'RUNNING' }),
      );
      const jobs = await Promise.all(
        (['InProgress', 'Stopping'] as const).map((StatusEquals) =>
          sagemaker.send(new ListTransformJobsCommand({ StatusEquals, MaxResults: 100 })),
        ),
      );
      return [
        ...executions.map(({ name = '' }) => name),
        ...jobs
          .flatMap(({ TransformJobSummaries = [] }) => TransformJobSummaries)
          .map(({ TransformJobName = '' }) => TransformJobName),
      ];
    },
    async redeploy(...changes) {
      const next = await mkdtemp(join(folder, 'cdk.out-'));
      await synthesizeInto(next, ...changes);
      await aws.deployAssembly(next);
    },
    close,
  };
  return application;
}

/** The same application with the echo model, which answers at once with the first words of a text. */
export function withEchoModel(environment: Record<string, string> = {}) {
  return (config: DeploymentConfig): DeploymentConfig => ({
    ...config,
    models: [
      {
        name: 'echo',
        image: 'embedded/echo:1',
        modelData: { path: 'test/e2e/fixtures/echo-model' },
        environment,
        contract: 'text2text-1.x',
        networkIsolation: true,
        instanceType: 'ml.m5.xlarge',
        supportedInstanceTypes: [],
      },
    ],
    runDefaults: {
      ...config.runDefaults,
      model: 'echo',
      dataset: { ...config.runDefaults.dataset, inputColumn: 'text', referenceColumn: 'reference' },
      prompt: 'Repeat: {text}',
      hyperParameters: null,
    },
    // Small, so that a few records already make several shards.
    limits: { ...config.limits, maxRecordsPerShard: 2 },
  });
}

/** Records as JSON lines. */
export function jsonLines(records: readonly unknown[]): string {
  return records.map((record) => `${JSON.stringify(record)}\n`).join('');
}

async function readText(s3: S3Client, bucket: string, key: string): Promise<string> {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
  return (await Body?.transformToString()) ?? '';
}
