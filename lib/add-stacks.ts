import { type App, RemovalPolicy, Tags } from 'aws-cdk-lib';
import { DEPLOYMENT_TAG } from '../domain/run/names';
import { type DeploymentConfig } from './config/schema';
import { applyPermissionsBoundary } from './constructs/apply-permissions-boundary';
import { type PreparedModel } from './models/prepare-models';
import { ModelStack } from './stacks/model-stack';
import { PipelineStack } from './stacks/pipeline-stack';
import { StorageStack } from './stacks/storage-stack';

export interface DeploymentOptions {
  readonly config: DeploymentConfig;
  /** The config's models, resolved and packed. */
  readonly models: readonly PreparedModel[];
  /** Folder that the files of presets are relative to. @default - the working directory */
  readonly root?: string | undefined;
  /** @default - whatever account the stacks are deployed to */
  readonly account?: string | undefined;
}

export interface DeploymentStacks {
  readonly storage: StorageStack;
  readonly model: ModelStack;
  readonly pipeline: PipelineStack;
}

/** One deployment: what is kept, what answers, and what runs. */
export function addStacks(app: App, options: DeploymentOptions): DeploymentStacks {
  const { config, models, account, root = process.cwd() } = options;
  const { stackPrefix, region } = config;
  const removalPolicy =
    config.removalPolicy === 'destroy' ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN;
  const shared = { env: { account, region }, removalPolicy };

  const storageStack = new StorageStack(app, `${stackPrefix}-Storage`, {
    ...shared,
    description: 'Data sets and runs of batch text-to-text inference',
    encryptionKeyArn: config.encryptionKeyArn,
    rawRetentionDays: config.rawRetentionDays,
  });
  const { storage } = storageStack;
  const model = new ModelStack(app, `${stackPrefix}-Model`, {
    ...shared,
    description: 'Models of batch text-to-text inference',
    stackPrefix,
    models,
    dataBucket: storage.dataBucket,
    vpc: config.vpc,
  });
  const pipeline = new PipelineStack(app, `${stackPrefix}-Pipeline`, {
    ...shared,
    description: 'State machine and functions of batch text-to-text inference',
    config,
    models: model.deployedModels,
    storage,
    root,
  });
  // Its models must exist before a run can name them; the names are literals, so the CDK cannot see it.
  pipeline.addStackDependency(model);
  for (const stack of [storageStack, model, pipeline]) {
    applyPermissionsBoundary(stack, config.permissionsBoundaryArn);
  }
  Tags.of(app).add(DEPLOYMENT_TAG, stackPrefix);
  return { storage: storageStack, model, pipeline };
}
