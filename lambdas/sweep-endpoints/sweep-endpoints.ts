import {
  AddTagsCommand,
  DeleteEndpointCommand,
  DeleteEndpointConfigCommand,
  type SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import { endpointNamePrefix } from '../../domain/realtime/endpoint-spec';
import { judgeLease } from '../../domain/realtime/lease';
import { LEASE_WARNED_TAG } from '../../domain/realtime/names';
import { configOf, endpointsOfDeployment, type OwnEndpoint } from './endpoints-of-deployment';
import { deletedMessage, type LeaseMessage, warningMessage } from './lease-message';

export interface SweepEndpointsOptions {
  readonly sagemaker: SageMakerClient;
  readonly sns: SNSClient;
  readonly topicArn: string;
  readonly stackPrefix: string;
  /** Minutes before a lease's end. */
  readonly warnMinutes: number;
  readonly now: () => Date;
}

/** Names of endpoints by what happened to them; the rest of `looked` was left alone. */
export interface EndpointSweep {
  readonly looked: number;
  readonly deleted: readonly string[];
  readonly warned: readonly string[];
  /** Past their lease, and changing: SageMaker deletes nothing that changes, so the next sweep does. */
  readonly busy: readonly string[];
}

type Verdict = 'left alone' | 'deleted' | 'warned' | 'busy';

/** SageMaker refuses to delete while one of these goes on. */
const CHANGING: ReadonlySet<string | undefined> = new Set([
  'Creating',
  'Updating',
  'SystemUpdating',
  'RollingBack',
]);

/**
 * Judges the lease of each endpoint of the deployment: deletes endpoint and configuration when it is
 * over, sends one message before. An endpoint without a lease is left alone.
 *
 * @throws EndpointSweepIncomplete naming the endpoints that failed, after all others had their turn
 */
export async function sweepEndpoints(options: SweepEndpointsOptions): Promise<EndpointSweep> {
  const endpoints = await endpointsOfDeployment(options.sagemaker, options.stackPrefix);
  const verdicts: { name: string; verdict: Verdict }[] = [];
  const failures: { name: string; error: unknown }[] = [];
  for (const endpoint of endpoints) {
    const { name } = endpoint;
    try {
      verdicts.push({ name, verdict: await sweepEndpoint(endpoint, options) });
    } catch (error) {
      failures.push({ name, error });
    }
  }
  if (failures.length > 0) throw new EndpointSweepIncomplete(failures);
  const namesOf = (wanted: Verdict): string[] =>
    verdicts.filter(({ verdict }) => verdict === wanted).map(({ name }) => name);
  return {
    looked: endpoints.length,
    deleted: namesOf('deleted'),
    warned: namesOf('warned'),
    busy: namesOf('busy'),
  };
}

async function sweepEndpoint(
  endpoint: OwnEndpoint,
  options: SweepEndpointsOptions,
): Promise<Verdict> {
  const { name, arn, status } = endpoint;
  const lease = judgeLease(endpoint, { ...options, now: options.now() });
  if (lease.state === 'none' || lease.state === 'live') return 'left alone';
  if (lease.state === 'warn') {
    if (status === 'Deleting') return 'left alone';
    await publish(options, warningMessage(name, lease.until, options.stackPrefix));
    // After the message: one that could not be sent is sent by the next sweep.
    const tag = { Key: LEASE_WARNED_TAG, Value: lease.until.toISOString() };
    await options.sagemaker.send(new AddTagsCommand({ ResourceArn: arn, Tags: [tag] }));
    return 'warned';
  }
  if (CHANGING.has(status)) return 'busy';
  const configName = await configOf(options.sagemaker, name);
  if (status !== 'Deleting') {
    await options.sagemaker.send(new DeleteEndpointCommand({ EndpointName: name }));
  }
  await deleteConfig(configName, options);
  // Deleting already: the last sweep did it and told of it, or a person did.
  if (status === 'Deleting') return 'left alone';
  await publish(options, deletedMessage(name, lease.until, options.stackPrefix));
  return 'deleted';
}

/** Only a configuration of ours: `t2t` and people may point an endpoint to another. */
async function deleteConfig(
  name: string,
  { sagemaker, stackPrefix }: SweepEndpointsOptions,
): Promise<void> {
  if (!name.startsWith(`${endpointNamePrefix(stackPrefix)}-`)) return;
  await sagemaker
    .send(new DeleteEndpointConfigCommand({ EndpointConfigName: name }))
    .catch((error: unknown) => {
      // "Could not find endpoint configuration ...": gone is what was wanted.
      if (!(error instanceof Error) || error.name !== 'ValidationException') throw error;
      if (!error.message.startsWith('Could not find')) throw error;
    });
}

async function publish(
  { sns, topicArn }: SweepEndpointsOptions,
  { subject, text }: LeaseMessage,
): Promise<void> {
  await sns.send(new PublishCommand({ TopicArn: topicArn, Subject: subject, Message: text }));
}

/** Thrown after every endpoint had its turn, for Lambda's retries and the function's alarm. */
class EndpointSweepIncomplete extends Error {
  override readonly name = 'EndpointSweepIncomplete';

  constructor(failures: readonly { readonly name: string; readonly error: unknown }[]) {
    const reasons = failures.map(({ name, error }) => `${name}: ${String(error)}`).join('; ');
    super(`endpoints whose lease could not be seen to: ${reasons}`, { cause: failures[0]?.error });
  }
}
