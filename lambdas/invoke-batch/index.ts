import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';
import { systemClock } from '../../domain/realtime/clock';
import { contractNameSchema } from '../../domain/realtime/contract';
import { contractOf } from '../../domain/realtime/contract-of';
import { DEFAULT_LIMITS, DEFAULT_TRIES } from '../../domain/realtime/default-limits';
import { parseInvokeBatchPayload } from '../../domain/realtime/invoke-batch-payload';
import { failuresByName } from '../../domain/realtime/invoke-batch-result';
import { clientConfig } from '../shared/clients';
import { positiveEnv, requiredEnv } from '../shared/env';
import { runHandler } from '../shared/run-handler';
import { invokeBatch, type InvokeBatchOptions } from './invoke-batch';

/** InvokeEndpoint ends a call after 60 s itself, with a better message: ours only frees what hangs. */
const REQUEST_TIMEOUT = 70_000;
/** Milliseconds to tell of the answers in, DescribeEndpoint included when the endpoint was gone. */
const TIME_TO_REPLY = 3000;

const options: InvokeBatchOptions = {
  endpointName: requiredEnv('ENDPOINT_NAME'),
  contract: contractOf(contractNameSchema.parse(requiredEnv('CONTRACT'))),
  limits: {
    ...DEFAULT_LIMITS,
    maxTexts: positiveEnv('MAX_TEXTS_PER_REQUEST', DEFAULT_LIMITS.maxTexts),
    secondsPerText: positiveEnv('SECONDS_PER_TEXT', DEFAULT_LIMITS.secondsPerText),
    concurrency: positiveEnv('MAX_CONCURRENCY', DEFAULT_LIMITS.concurrency),
  },
  maxTries: DEFAULT_TRIES,
  runtime: new SageMakerRuntimeClient({
    maxAttempts: 1,
    requestHandler: { requestTimeout: REQUEST_TIMEOUT, throwOnRequestTimeout: true },
  }),
  sagemaker: new SageMakerClient(clientConfig),
  clock: systemClock,
  random: Math.random,
};

/**
 * Answers a small batch of texts by the endpoint, while the caller waits. Payload:
 * `parseInvokeBatchPayload`; answer: InvokeBatchResult.
 *
 * Needs: ENDPOINT_NAME; CONTRACT, a ContractName; optionally MAX_TEXTS_PER_REQUEST (where the payload
 * has no batch_size), SECONDS_PER_TEXT and MAX_CONCURRENCY; sagemaker:InvokeEndpoint and
 * sagemaker:DescribeEndpoint on the endpoint.
 */
export const handler = runHandler({
  parse: (event) => parseInvokeBatchPayload(event, options.contract),
  correlation: () => ({}),
  async work(request, context) {
    const deadline = Date.now() + context.getRemainingTimeInMillis() - TIME_TO_REPLY;
    const answer = await invokeBatch(request, deadline, options);
    const { counts, requests, seconds, results } = answer;
    return {
      answer,
      entry: {
        event: 'BatchInvoked',
        endpointName: options.endpointName,
        ...counts,
        failures: failuresByName(results),
        requests,
        seconds,
      },
    };
  },
});
