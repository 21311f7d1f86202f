import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { S3Client } from '@aws-sdk/client-s3';
import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { SFNClient } from '@aws-sdk/client-sfn';
import { context } from '../../cdk.json';
import { addStacks } from '../../lib/add-stacks';
import { loadConfig } from '../../lib/config/load-config';
import { type DeploymentConfig } from '../../lib/config/schema';
import { prepareModels } from '../../lib/models/prepare-models';
import { type EmbeddedAws, startEmbeddedAws } from '../../local/embedded-aws';
import { clientConfig } from '../../local/gateway/client-config';

/** The application in an embedded AWS of its own. */
export interface Application {
  readonly aws: EmbeddedAws;
  readonly bucket: string;
  readonly stateMachineArn: string;
  readonly s3: S3Client;
  readonly sagemaker: SageMakerClient;
  readonly stepFunctions: SFNClient;
  close(): Promise<void>;
}

/**
 * Deploys `config/local.json` with a model that fails and waits where the data says so; `change`
 * adapts the configuration further.
 */
export async function startApplication(
  root: string,
  folder: string,
  change: (config: DeploymentConfig) => DeploymentConfig = (config) => config,
): Promise<Application> {
  const assembly = join(folder, 'cdk.out');
  const local = loadConfig({ directory: join(root, 'config'), name: 'local' });
  const config = change(withEchoModel(local));
  const app = new App({ outdir: assembly, context, analyticsReporting: false });
  addStacks(app, { config, models: await prepareModels(config, root) });
  app.synth();

  const aws = await startEmbeddedAws({ dataDir: join(folder, 'data') });
  try {
    const stacks = await aws.deployAssembly(assembly);
    return connectTo(aws, stacks[`${config.stackPrefix}-Pipeline`] ?? {});
  } catch (error) {
    await aws.close();
    throw error;
  }
}

/** @param outputs of the pipeline's stack */
export function connectTo(
  aws: EmbeddedAws,
  outputs: Readonly<Record<string, string>>,
): Application {
  const target = clientConfig(aws.endpoint, aws.region);
  const clients = {
    s3: new S3Client(target),
    sagemaker: new SageMakerClient(target),
    stepFunctions: new SFNClient(target),
  };
  const close = async (): Promise<void> => {
    for (const client of Object.values(clients)) client.destroy();
    await aws.close();
  };
  const { StateMachineArn: stateMachineArn = '', DataBucketName: bucket = '' } = outputs;
  return { aws, ...clients, stateMachineArn, bucket, close };
}

/** Words in the data that make the model fail, or wait longer than any page takes. */
const FAULTS = {
  rules: [
    { marker: 'BOOM', action: 'fail', status: 400, message: "'NoneType' has no len()" },
    { marker: 'SLOW', action: 'sleep', milliseconds: 3_600_000 },
  ],
};

/** With a model that fails and waits where the data says so, and a schedule. */
export function withEchoModel(config: DeploymentConfig): DeploymentConfig {
  const { runDefaults, limits } = config;
  return {
    ...config,
    models: [
      {
        name: 'echo',
        image: 'embedded/echo:1',
        modelData: { path: 'test/e2e/fixtures/echo-model' },
        environment: { ECHO_FAULTS: JSON.stringify(FAULTS) },
        contract: 'text2text-1.x',
        instanceType: 'ml.m5.xlarge',
        supportedInstanceTypes: [],
        networkIsolation: true,
      },
    ],
    presets: {},
    schedules: [
      {
        name: 'nightly',
        expression: 'cron(0 2 * * ? *)',
        timeZone: 'UTC',
        flexibleWindowMinutes: null,
        input: { dataset: { uri: 'datasets/good-run.jsonl' } },
        enabled: true,
      },
    ],
    runDefaults: {
      ...runDefaults,
      model: 'echo',
      dataset: { ...runDefaults.dataset, inputColumn: 'article', referenceColumn: 'highlights' },
      prompt: 'Briefly summarize this text: {article}',
      hyperParameters: null,
    },
    // Small, so that a few records already make several shards.
    limits: { ...limits, maxRecordsPerShard: 2 },
  };
}
