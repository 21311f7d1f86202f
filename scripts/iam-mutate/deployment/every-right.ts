import { App, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { context } from '../../../cdk.json';
import { addStacks } from '../../../lib/add-stacks';
import { applyPermissionsBoundary } from '../../../lib/constructs/apply-permissions-boundary';
import { HostedModel } from '../../../lib/constructs/hosted-model';
import { type DeploymentConfig, type EndpointConfig } from '../../../lib/config/schema';
import { endpointModel } from '../../../lib/models/endpoint-model';
import { prepareModels } from '../../../lib/models/prepare-models';
import { ARTICLES, type Elsewhere, PUBLIC_ARTICLES } from './elsewhere';

/** Any will do: nothing here has a network interface. */
const VPC = {
  vpcId: 'vpc-0123456789abcdef0',
  subnetIds: ['subnet-0123456789abcdef0', 'subnet-0fedcba9876543210'],
  securityGroupIds: ['sg-0123456789abcdef0'],
  createEndpoints: null,
};

/** Pulled from ECR, and with a network: the rights that the embedded images do not need. */
export const OWN_IMAGE = '111122223333.dkr.ecr.us-east-1.amazonaws.com/own-model';

/** What an endpoint runs that answers by a model of its own. */
export const VERSION_2 = {
  model: {
    jumpStart: {
      modelId: 'huggingface-text2text-flan-t5-large',
      version: '2.*',
      allowDeprecated: false,
    },
  },
  instanceType: 'ml.g5.2xlarge',
};

const ENDPOINT: Omit<EndpointConfig, 'model'> = {
  // Without local storage: its disk takes the key.
  instanceType: 'ml.m5.xlarge',
  initialInstanceCount: 1,
  minInstanceCount: 1,
  maxInstanceCount: 2,
  targetInvocationsPerInstance: 60,
  leaseHours: 8,
  warnMinutes: 60,
};

/** The configuration with all that gives a role a right, as far as it goes into one deployment. */
export function withEveryRight(
  config: DeploymentConfig,
  { encryptionKeyArn, articlesKeyArn, boundaryArn }: Elsewhere,
): DeploymentConfig {
  const [batchModel] = config.models;
  if (!batchModel || !('image' in batchModel)) throw new Error('the first model is no own one');
  const own = { ...batchModel, name: 'own', image: `${OWN_IMAGE}:1`, networkIsolation: false };
  return {
    ...config,
    encryptionKeyArn,
    permissionsBoundaryArn: boundaryArn,
    vpc: VPC,
    models: [batchModel, own],
    datasetBuckets: [
      { bucketName: PUBLIC_ARTICLES },
      { bucketName: ARTICLES, keyArn: articlesKeyArn },
    ],
    notifications: { runEmails: ['team@example.com'], alarmEmails: ['on-call@example.com'] },
    endpoint: { ...ENDPOINT, model: batchModel.name },
  };
}

/**
 * The application with every right, and beside it the one model that goes into no deployment with an
 * endpoint of a batch model.
 */
export async function everyRightApp(
  config: DeploymentConfig,
  {
    outdir,
    root,
    bundles,
  }: { readonly outdir?: string; readonly root: string; readonly bundles: boolean },
): Promise<App> {
  const app = new App({
    ...(outdir !== undefined && { outdir }),
    analyticsReporting: false,
    context: { ...context, ...(!bundles && { 'aws:cdk:bundling-stacks': [] }) },
  });
  addStacks(app, { config, models: await prepareModels(config, root), root });
  const model = endpointModel(VERSION_2, config.region);
  if (!model) throw new Error('a version 2.x has no model of its own');
  const stack = new Stack(app, `${config.stackPrefix}-Hosted`, { env: { region: config.region } });
  new HostedModel(new Construct(stack, 'Realtime'), 'Model', {
    ...config,
    model,
    encryptionKey: undefined,
  });
  applyPermissionsBoundary(stack, config.permissionsBoundaryArn);
  app.synth();
  return app;
}
