import { S3Client } from '@aws-sdk/client-s3';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../../../local/clock';
import { CloudFormation } from '../../../../local/cloudformation/cloudformation';
import { type EmbeddedServices } from '../../../../local/cloudformation/embedded-services';
import { resourceProviders } from '../../../../local/cloudformation/providers';
import { type Stack, type StackResource } from '../../../../local/cloudformation/stack';
import { createEventBus } from '../../../../local/events/event-bus';
import { clientConfig } from '../../../../local/gateway/client-config';
import { createIdentityStore } from '../../../../local/iam/identity-store';
import { createResourcePolicies } from '../../../../local/iam/resource-policies';
import { createKeys } from '../../../../local/kms/keys';
import { createLambdaHost } from '../../../../local/lambda/lambda-host';
import { createLogsService } from '../../../../local/logs/logs-service';
import { createS3Service } from '../../../../local/s3/service';
import { type ContainerCommand } from '../../../../local/sagemaker/container-images';
import { type SageMakerService, createSageMakerService } from '../../../../local/sagemaker/service';
import { createScheduler } from '../../../../local/scheduler/scheduler-service';
import { createSns } from '../../../../local/sns/sns-service';
import { createSqs } from '../../../../local/sqs/sqs-service';
import { createStepFunctionsService } from '../../../../local/stepfunctions/service';

export interface ProviderHarness {
  readonly services: EmbeddedServices & { readonly sagemaker: SageMakerService };
  readonly cloudFormation: CloudFormation;
  /** Deploys a stack `S` of these resources. */
  deploy(resources: Record<string, object>): Promise<Stack>;
  /** Deploys a stack `S` of one resource `R`, and gives it back. */
  deployOne(Type: string, Properties?: object): Promise<StackResource>;
  close(): Promise<void>;
}

const place = { region: 'us-east-1', accountId: '000000000000' };

/** One that ends at once, and one that serves. */
const images: Readonly<Record<string, ContainerCommand>> = {
  'known:1': { command: 'true', args: [] },
  'serving:1': {
    command: process.execPath,
    args: [join(__dirname, '../../../support/fixture-model-server.mjs')],
  },
};

/** Real services without a gateway: providers call them in process. */
export function providerHarness(): ProviderHarness {
  const dataDir = mkdtempSync(join(tmpdir(), 'providers-'));
  const s3Client = new S3Client(clientConfig('http://127.0.0.1:9', place.region));
  const logs = createLogsService({ dataDir });
  const sqs = createSqs({ ...place, endpoint: () => 'http://127.0.0.1:9' });
  const lambda = createLambdaHost({
    ...place,
    s3: s3Client,
    logSink: logs,
    workDir: join(dataDir, 'functions'),
    sendToQueue: sqs.sendToQueue,
    endpoint: () => 'http://127.0.0.1:9',
  });
  const events = createEventBus({
    ...place,
    asynchronous: lambda.asynchronous,
    findFunction: lambda.find,
    sendToQueue: sqs.sendToQueue,
  });
  const shared = { ...place, clock: systemClock, emitEvent: events.emit, logSink: logs };
  const services: ProviderHarness['services'] = {
    ...place,
    s3: createS3Service({ dataDir: join(dataDir, 's3') }),
    lambda,
    logs,
    events,
    stepFunctions: createStepFunctionsService({ ...shared, invokeFunction: lambda.invoke }),
    sagemaker: createSageMakerService({
      ...shared,
      s3: s3Client,
      workDir: join(dataDir, 'sagemaker'),
      images: (image) => images[image],
    }),
    sqs,
    sns: createSns({
      ...place,
      sendToQueue: sqs.sendToQueue,
      asynchronous: lambda.asynchronous,
      logSink: logs,
    }),
    scheduler: createScheduler({
      ...place,
      logSink: logs,
      invokeTarget: () => Promise.resolve(),
      sendToQueue: () => Promise.resolve(),
    }),
    identities: createIdentityStore(),
    resourcePolicies: createResourcePolicies(),
    keys: createKeys(place),
  };
  const cloudFormation = new CloudFormation({
    ...place,
    clock: systemClock,
    providers: resourceProviders(services),
    readSsmParameter: () => undefined,
  });
  const deploy = (Resources: Record<string, object>): Promise<Stack> =>
    cloudFormation.deployStack({ stackName: 'S', template: { Resources } });
  return {
    services,
    cloudFormation,
    deploy,
    async deployOne(Type, Properties = {}) {
      const resource = (await deploy({ R: { Type, Properties } })).resources.get('R');
      if (!resource) throw new Error('The stack has no resource R');
      return resource;
    },
    async close() {
      await Promise.all([
        services.scheduler.close(),
        lambda.close(),
        services.stepFunctions.close(),
        services.sagemaker.close(),
      ]);
      s3Client.destroy();
      rmSync(dataDir, { recursive: true });
    },
  };
}
