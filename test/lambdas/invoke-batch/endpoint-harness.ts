import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import {
  CreateEndpointCommand,
  CreateEndpointConfigCommand,
  CreateModelCommand,
  DeleteEndpointCommand,
  SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import * as z from 'zod';
import { bundleFunction } from '../../../lib/constructs/bundle-function';
import { systemClock } from '../../../local/clock';
import { embeddedImages } from '../../../local/embedded-images';
import { type EventEntry } from '../../../local/events/event';
import { clientConfig } from '../../../local/gateway/client-config';
import { startGateway } from '../../../local/gateway/gateway';
import { createLambdaHost } from '../../../local/lambda/lambda-host';
import { createSageMakerService } from '../../../local/sagemaker/service';
import { RecordingLog } from '../../support/recording-log';
import { until } from '../../support/until';

const REGION = 'eu-west-1';
const ACCOUNT = '123456789012';
/** Milliseconds that a container has for an answer: AWS gives it 60,000. */
const INVOCATION_TIMEOUT = 1000;

const errorSchema = z.object({ errorType: z.string(), errorMessage: z.string() });

export type EndpointHarness = Awaited<ReturnType<typeof startEndpointHarness>>;

export interface FunctionSettings {
  readonly environment?: Readonly<Record<string, string>>;
  readonly timeoutSeconds?: number;
}

/**
 * The bundle of invoke-batch in the embedded Lambda, beside the embedded SageMaker with the echo
 * model, which answers with the first twelve words after the colon.
 */
export async function startEndpointHarness() {
  const folder = await mkdtemp(join(tmpdir(), 'invoke-batch-test-'));
  const account = { region: REGION, accountId: ACCOUNT };
  const log = new RecordingLog();
  const events: EventEntry[] = [];
  // Echo models have no artefact: the address leads nowhere.
  const s3 = new S3Client(clientConfig('http://127.0.0.1:9', REGION));
  const service = createSageMakerService({
    ...account,
    s3,
    images: embeddedImages,
    emitEvent: (event) => events.push(event),
    logSink: log,
    clock: systemClock,
    workDir: join(folder, 'sagemaker'),
    invocationTimeoutMs: INVOCATION_TIMEOUT,
  });
  const gateway = await startGateway({ services: [service], ...account });
  const sagemaker = new SageMakerClient(clientConfig(gateway.endpoint, REGION));
  const host = createLambdaHost({
    ...account,
    s3,
    logSink: log,
    workDir: join(folder, 'lambda'),
    endpoint: () => gateway.endpoint,
    sendToQueue: () => Promise.reject(new Error('This harness has no queues')),
  });

  return {
    sagemaker,
    /** Creates model, configuration and endpoint of that name, whose container does `faults`. */
    async createEndpoint(name: string, image: string, faults: object = {}): Promise<void> {
      await sagemaker.send(
        new CreateModelCommand({
          ModelName: name,
          ExecutionRoleArn: `arn:aws:iam::${ACCOUNT}:role/model`,
          PrimaryContainer: { Image: image, Environment: { ECHO_FAULTS: JSON.stringify(faults) } },
        }),
      );
      await sagemaker.send(
        new CreateEndpointConfigCommand({
          EndpointConfigName: name,
          ProductionVariants: [
            {
              VariantName: 'AllTraffic',
              ModelName: name,
              InstanceType: 'ml.m5.large',
              InitialInstanceCount: 1,
            },
          ],
        }),
      );
      await sagemaker.send(
        new CreateEndpointCommand({ EndpointName: name, EndpointConfigName: name }),
      );
    },
    async reached(name: string, status: string): Promise<void> {
      const isThere = ({ detail }: EventEntry): boolean =>
        detail.EndpointName === name && detail.EndpointStatus === status;
      await until(async () => events.find(isThere));
    },
    /** Resolves when there is no endpoint of that name. */
    async gone(name: string): Promise<void> {
      await service.hosting.endpoints.settled(name);
    },
    async deleteEndpoint(name: string): Promise<void> {
      await sagemaker.send(new DeleteEndpointCommand({ EndpointName: name }));
    },
    /** Deploys the function for that endpoint, under a name of its own. */
    async deploy(endpointName: string, settings: FunctionSettings = {}): Promise<void> {
      await host.createFunction(
        {
          functionName: endpointName,
          roleArn: `arn:aws:iam::${ACCOUNT}:role/invoke-batch`,
          runtime: 'nodejs24.x',
          handler: 'index.handler',
          timeoutSeconds: settings.timeoutSeconds ?? 60,
          memoryMb: 256,
          environment: {
            ENDPOINT_NAME: endpointName,
            CONTRACT: 'text2text-1.x',
            ...settings.environment,
          },
          logGroup: `/aws/lambda/${endpointName}`,
          logFormat: 'Text',
          description: '',
        },
        { inlineSource: Buffer.from(bundleFunction('invoke-batch')).toString('utf8') },
      );
    },
    /** What the function answers. */
    async invoke(functionName: string, payload: unknown): Promise<unknown> {
      const { kind, payload: answer } = await host.invoke(functionName, JSON.stringify(payload));
      if (kind === 'error') throw new Error(answer);
      return JSON.parse(answer);
    },
    /** How the function fails. */
    async failure(functionName: string, payload: unknown): Promise<z.infer<typeof errorSchema>> {
      const { kind, payload: answer } = await host.invoke(functionName, JSON.stringify(payload));
      if (kind !== 'error') throw new Error(`it did not fail: ${answer}`);
      return errorSchema.parse(JSON.parse(answer));
    },
    log,
    async close(): Promise<void> {
      await host.close();
      await service.close();
      await gateway.close();
      sagemaker.destroy();
      s3.destroy();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
