import {
  CreateEndpointCommand,
  CreateEndpointConfigCommand,
  type CreateEndpointConfigCommandInput,
  DeleteEndpointCommand,
  DescribeEndpointCommand,
} from '@aws-sdk/client-sagemaker';
import {
  InvokeEndpointCommand,
  type InvokeEndpointCommandInput,
  SageMakerRuntimeClient,
} from '@aws-sdk/client-sagemaker-runtime';
import { clientConfig } from '../../../../local/gateway/client-config';
import { type SageMakerOptions } from '../../../../local/sagemaker/service';
import { REGION, startHarness } from '../sagemaker-harness';

export type EndpointsHarness = Awaited<ReturnType<typeof startEndpointsHarness>>;

/** Whether a container answers on that port. */
export async function listens(port: number): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/ping`).then(
    () => true,
    () => false,
  );
}

type Variant = NonNullable<CreateEndpointConfigCommandInput['ProductionVariants']>[number];

/** A variant of the model `model` with one instance. */
export function variant(more: Partial<Variant> = {}): Variant {
  return {
    VariantName: 'AllTraffic',
    ModelName: 'model',
    InstanceType: 'ml.m5.large',
    InitialInstanceCount: 1,
    ...more,
  };
}

/** The harness of SageMaker, with the model `model` (image `fixture`), a runtime client and endpoints by short calls. */
export async function startEndpointsHarness(overrides: Partial<SageMakerOptions> = {}) {
  const harness = await startHarness(overrides);
  const { sagemaker } = harness;
  // One attempt: a test wants to see the error that a client would overcome by itself.
  const runtime = new SageMakerRuntimeClient({
    ...clientConfig(harness.endpoint, REGION),
    maxAttempts: 1,
  });
  const statuses = (endpoint: string): unknown[] =>
    harness.events
      .filter(({ detail }) => detail.EndpointName === endpoint)
      .map(({ detail }) => detail.EndpointStatus);
  await harness.createModel('model');

  return {
    ...harness,
    runtime,
    /** Statuses so far, as its events tell them. */
    statuses,
    async createConfig(
      name: string,
      variants: Variant[] = [variant()],
      more: Partial<CreateEndpointConfigCommandInput> = {},
    ) {
      return sagemaker.send(
        new CreateEndpointConfigCommand({
          EndpointConfigName: name,
          ProductionVariants: variants,
          ...more,
        }),
      );
    },
    async createEndpoint(name: string, configName = name) {
      return sagemaker.send(
        new CreateEndpointCommand({ EndpointName: name, EndpointConfigName: configName }),
      );
    },
    /** Configuration and endpoint of that name; resolves when it is in service. */
    async serve(name: string, variants?: Variant[]): Promise<void> {
      await this.createConfig(name, variants);
      await this.createEndpoint(name);
      await this.reached(name, 'IN_SERVICE');
    },
    /** Resolves when the endpoint's last event tells that status. */
    async reached(name: string, status: string): Promise<void> {
      await harness.until(() => statuses(name).at(-1) === status);
    },
    async describe(name: string) {
      return sagemaker.send(new DescribeEndpointCommand({ EndpointName: name }));
    },
    async deleteEndpoint(name: string) {
      return sagemaker.send(new DeleteEndpointCommand({ EndpointName: name }));
    },
    async invoke(
      name: string,
      body: string | Buffer,
      more: Partial<InvokeEndpointCommandInput> = {},
    ) {
      return runtime.send(
        new InvokeEndpointCommand({ EndpointName: name, Body: Buffer.from(body), ...more }),
      );
    },
    async answer(name: string, body: string): Promise<string> {
      return Buffer.from((await this.invoke(name, body)).Body).toString('utf8');
    },
    /** Ports on which the endpoint's containers have listened so far. */
    ports(name: string): number[] {
      return harness.logs
        .filter(({ group }) => group === `/aws/sagemaker/Endpoints/${name}`)
        .flatMap(({ message }) => /^listening on (\d+)$/.exec(message)?.[1] ?? [])
        .map(Number);
    },
    async close(): Promise<void> {
      runtime.destroy();
      await harness.close();
    },
  };
}
