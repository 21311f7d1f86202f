import {
  PutScalingPolicyCommand,
  RegisterScalableTargetCommand,
} from '@aws-sdk/client-application-auto-scaling';
import {
  CreateEndpointCommand,
  CreateEndpointConfigCommand,
  type ProductionVariantInstanceType,
  type SageMakerClient,
  waitUntilEndpointInService,
} from '@aws-sdk/client-sagemaker';
import {
  type EndpointSpec,
  scalableTarget,
  SCALING_POLICY,
  scalingPolicyName,
  VARIANT_NAME,
} from '../../domain/realtime/endpoint-spec';
import { endpointTrouble } from '../../domain/realtime/endpoint-trouble';
import { LEASE_UNTIL_TAG } from '../../domain/realtime/names';
import { CliError } from '../shared/cli-error';
import { type EndpointClients } from './clients';
import { findEndpoint } from './find-endpoint';

/** Seconds beyond both time-outs of the container, for SageMaker to find and boot instances. */
const PROVISIONING = 900;

/**
 * Makes the endpoint that the stack describes, as the stack would, and waits until it answers. One
 * that is there already is left as it is; its scaling is seen to in any case.
 *
 * @param until end of the lease; undefined: by the config's hours
 * @throws CliError for an endpoint that failed, or is being deleted
 */
export async function makeEndpoint(
  spec: EndpointSpec,
  clients: Pick<EndpointClients, 'sagemaker' | 'autoScaling'>,
  until: Date | undefined,
): Promise<void> {
  const { sagemaker } = clients;
  const name = spec.endpointName;
  const found = await findEndpoint(sagemaker, name);
  const status = found?.description.EndpointStatus;
  if (status === 'Failed' || status === 'Deleting' || status === 'OutOfService') {
    const failureReason = found?.description.FailureReason;
    throw new CliError(endpointTrouble({ name, status, failureReason }));
  }
  if (found) {
    say(`endpoint ${name} is there already (${String(status)})`);
  } else {
    await createConfig(sagemaker, spec);
    await create(sagemaker, spec, until);
    say(`Creating endpoint ${name}, which takes some minutes`);
  }
  await inService(sagemaker, spec);
  await scale(spec, clients);
}

/** A configuration that is there has the same content: its name has the content's hash. */
async function createConfig(sagemaker: SageMakerClient, spec: EndpointSpec): Promise<void> {
  const request = new CreateEndpointConfigCommand({
    EndpointConfigName: spec.configName,
    ProductionVariants: [
      {
        VariantName: VARIANT_NAME,
        ModelName: spec.modelName,
        // Checked at synth against what the model can run on.
        InstanceType: spec.instanceType as ProductionVariantInstanceType,
        InitialInstanceCount: spec.initialInstanceCount,
        InitialVariantWeight: 1,
        ModelDataDownloadTimeoutInSeconds: spec.startUpSeconds,
        ContainerStartupHealthCheckTimeoutInSeconds: spec.startUpSeconds,
      },
    ],
    ...(spec.volumeKeyArn === null ? {} : { KmsKeyId: spec.volumeKeyArn }),
    Tags: tagsOf(spec.tags),
  });
  await sagemaker.send(request).catch((error: unknown) => {
    if (!(error instanceof Error) || !error.message.includes('already existing')) throw error;
  });
}

async function create(
  sagemaker: SageMakerClient,
  spec: EndpointSpec,
  until: Date | undefined,
): Promise<void> {
  const lease: Record<string, string> =
    until === undefined ? {} : { [LEASE_UNTIL_TAG]: until.toISOString() };
  await sagemaker.send(
    new CreateEndpointCommand({
      EndpointName: spec.endpointName,
      EndpointConfigName: spec.configName,
      Tags: tagsOf({ ...spec.tags, ...lease }),
    }),
  );
}

async function inService(sagemaker: SageMakerClient, spec: EndpointSpec): Promise<void> {
  const name = spec.endpointName;
  try {
    await waitUntilEndpointInService(
      // The SDK waits between the two, longer with each try.
      {
        client: sagemaker,
        maxWaitTime: 2 * spec.startUpSeconds + PROVISIONING,
        minDelay: 1,
        maxDelay: 15,
      },
      { EndpointName: name },
    );
  } catch (cause) {
    const description = (await findEndpoint(sagemaker, name))?.description;
    const { EndpointStatus: status, FailureReason: failureReason } = description ?? {};
    throw new CliError(endpointTrouble({ name, status, failureReason }), { cause });
  }
}

/** What the stack registered may be gone with the endpoint; both calls change nothing when it is not. */
async function scale(
  { endpointName, scaling }: EndpointSpec,
  { autoScaling }: Pick<EndpointClients, 'autoScaling'>,
): Promise<void> {
  if (!scaling) return;
  const { serviceNamespace, scalableDimension, resourceId } = scalableTarget(endpointName);
  const target = {
    ServiceNamespace: serviceNamespace,
    ScalableDimension: scalableDimension,
    ResourceId: resourceId,
  };
  await autoScaling.send(
    new RegisterScalableTargetCommand({
      ...target,
      MinCapacity: scaling.minInstanceCount,
      MaxCapacity: scaling.maxInstanceCount,
    }),
  );
  await autoScaling.send(
    new PutScalingPolicyCommand({
      ...target,
      PolicyName: scalingPolicyName(endpointName),
      PolicyType: SCALING_POLICY.policyType,
      TargetTrackingScalingPolicyConfiguration: {
        PredefinedMetricSpecification: { PredefinedMetricType: SCALING_POLICY.metric },
        TargetValue: scaling.targetInvocationsPerInstance,
        ScaleOutCooldown: SCALING_POLICY.scaleOutCooldown,
        ScaleInCooldown: SCALING_POLICY.scaleInCooldown,
      },
    }),
  );
}

function tagsOf(tags: Readonly<Record<string, string>>): { Key: string; Value: string }[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}
