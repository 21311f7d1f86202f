import { type App, RemovalPolicy, Tags } from 'aws-cdk-lib';
import { DEPLOYMENT_TAG } from '../domain/run/names';
import { type DeploymentConfig } from './config/schema';
import { applyPermissionsBoundary } from './constructs/apply-permissions-boundary';
import { type PreparedModel } from './models/prepare-models';
import { EndpointStack } from './stacks/endpoint-stack';
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
  /** Only when the config has an endpoint. */
  readonly endpoint?: EndpointStack;
}

/** One deployment: what is kept, what answers, what runs, and perhaps an endpoint. */
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
    endpointModel: config.endpoint?.model,
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
  const endpoint = config.endpoint
    ? new EndpointStack(app, `${stackPrefix}-Endpoint`, {
        ...shared,
        description: 'Endpoint of real-time text-to-text inference',
        config,
        endpoint: config.endpoint,
        models: model.deployedModels,
        encryptionKey: storage.encryptionKey,
        ...pipeline.shared,
      })
    : undefined;
  // Its model may be one of those: a literal name again.
  endpoint?.addStackDependency(model);
  for (const stack of [storageStack, model, pipeline, ...(endpoint ? [endpoint] : [])]) {
    applyPermissionsBoundary(stack, config.permissionsBoundaryArn);
  }
  Tags.of(app).add(DEPLOYMENT_TAG, stackPrefix);
  return { storage: storageStack, model, pipeline, ...(endpoint && { endpoint }) };
}
