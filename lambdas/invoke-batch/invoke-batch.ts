import { type SageMakerClient } from '@aws-sdk/client-sagemaker';
import { type SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';
import { type Clock } from '../../domain/realtime/clock';
import { type PayloadContract } from '../../domain/realtime/contract';
import { EndpointUnavailable } from '../../domain/realtime/errors';
import { fitReply } from '../../domain/realtime/fit-reply';
import { type InvokeBatchRequest } from '../../domain/realtime/invoke-batch-payload';
import {
  invokeBatchResult,
  type InvokeBatchResult,
} from '../../domain/realtime/invoke-batch-result';
import { InvokeFailure } from '../../domain/realtime/invoke-failure';
import {
  invokeInBatches,
  type InvokeLimits,
  type TextOutcome,
} from '../../domain/realtime/invoke-in-batches';
import { describeTrouble } from './describe-trouble';
import { endpointPort } from './endpoint-port';

export interface InvokeBatchOptions {
  readonly endpointName: string;
  readonly contract: PayloadContract;
  readonly limits: InvokeLimits;
  readonly maxTries: number;
  readonly runtime: SageMakerRuntimeClient;
  /** Asked only when the endpoint was not found, for what is wrong with it. */
  readonly sagemaker: SageMakerClient;
  readonly clock: Clock;
  /** From 0 up to 1. */
  readonly random: () => number;
}

/**
 * Answers a batch by the endpoint until `deadline`, epoch milliseconds: each item is answered or
 * has an error of its own.
 *
 * @throws EndpointUnavailable when the endpoint was not found by the first requests already
 */
export async function invokeBatch(
  { items, parameters }: InvokeBatchRequest,
  deadline: number,
  options: InvokeBatchOptions,
): Promise<InvokeBatchResult> {
  const { endpointName, contract, limits, runtime } = options;
  const texts = items.map(({ text }) => text);
  const outcome = await invokeInBatches({ texts, parameters, contract }, limits, {
    ...options,
    invoke: endpointPort(runtime, endpointName, contract.contentType),
    deadline,
  });
  const outcomes = await explainGone(outcome.outcomes, options);
  return fitReply(invokeBatchResult(items, { ...outcome, outcomes }));
}

/** A person is told why InvokeEndpoint did not find the endpoint, and what to do. */
async function explainGone(
  outcomes: readonly TextOutcome[],
  { endpointName, sagemaker }: InvokeBatchOptions,
): Promise<readonly TextOutcome[]> {
  const gone = outcomes.filter(isGone);
  const [first] = gone;
  if (!first) return outcomes;
  const message = await describeTrouble(endpointName, sagemaker, first.failure.message);
  if (gone.length === outcomes.length) throw new EndpointUnavailable(message);
  const failure = new InvokeFailure('EndpointGone', message);
  return outcomes.map((outcome) => (isGone(outcome) ? { failure } : outcome));
}

function isGone(outcome: TextOutcome): outcome is { failure: InvokeFailure } {
  return 'failure' in outcome && outcome.failure.name === 'EndpointGone';
}
