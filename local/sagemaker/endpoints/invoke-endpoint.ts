import { type Clock } from '../../clock';
import { DeadlineError, withDeadline } from '../deadline';
import { AnswerTooLongError, type HttpAnswer, httpCall } from '../http-call';
import { type RunningContainer } from '../start-container';
import { type Fleet } from './fleet';
import { type InvocationHeaders } from './invocation-headers';
import { type ContainerFailure, modelError, NO_RESPONSE, TIMED_OUT } from './model-error';
import { serviceError, validationError } from './runtime-errors';

/** Longest body of a request and of an answer. Source: developer guide, "Amazon SageMaker endpoints and quotas" (6 MiB). */
export const MAX_BODY_BYTES = 6 * 1024 * 1024;

/** A container under test may answer with it, to have the platform fail in its stead: see echo/fault-plan.ts. */
const PLATFORM_ERROR = 'x-embedded-sagemaker-error';

export interface InvokeEndpointOptions {
  /** The time of containers. */
  readonly clock: Pick<Clock, 'now' | 'sleep'>;
  /** How long a container may take for its answer, in milliseconds. */
  readonly invocationTimeoutMs: number;
  readonly region: string;
  /** 12 digits. */
  readonly accountId: string;
  /** The variants that answer for an endpoint now. */
  readonly serving: (endpointName: string) => Fleet | undefined;
}

export interface EndpointInvocation {
  readonly endpointName: string;
  readonly headers: InvocationHeaders;
  readonly body: Buffer;
  /** Aborts when the client is gone. */
  readonly signal: AbortSignal;
}

export interface EndpointAnswer extends HttpAnswer {
  readonly variant: string;
}

/**
 * InvokeEndpoint: one request to one container; nothing is tried again.
 * @throws AwsError ValidationError, ModelError, ServiceUnavailable; the signal's reason
 */
export async function invokeEndpoint(
  invocation: EndpointInvocation,
  options: InvokeEndpointOptions,
): Promise<EndpointAnswer> {
  const { endpointName, headers } = invocation;
  const { accountId, region } = options;
  const fleet = options.serving(endpointName);
  if (!fleet) throw validationError(`Endpoint ${endpointName} of account ${accountId} not found.`);
  const { targetVariant } = headers;
  const variant = targetVariant === undefined ? fleet.next() : fleet.find(targetVariant);
  if (!variant) {
    throw validationError(
      `Variant ${String(targetVariant)} not found for endpoint ${endpointName} of account ${accountId}.`,
    );
  }
  const instance = variant.idlest();
  if (!instance) throw serviceError('ServiceUnavailable');
  const outcome = await instance.call(async (container) => ask(container, invocation, options));
  if ('message' in outcome) throw modelError({ region, accountId, endpointName }, outcome);
  const platformError = outcome.headers[PLATFORM_ERROR];
  if (platformError !== undefined) throw serviceError(String(platformError));
  if (outcome.status >= 200 && outcome.status < 300) return { ...outcome, variant: variant.name };
  throw modelError(
    { region, accountId, endpointName },
    { status: outcome.status, message: outcome.body.toString('utf8') },
  );
}

async function ask(
  { port, agent }: RunningContainer,
  { headers, body, signal: clientGone }: EndpointInvocation,
  { clock, invocationTimeoutMs }: InvokeEndpointOptions,
): Promise<HttpAnswer | ContainerFailure> {
  try {
    return await withDeadline(clock, invocationTimeoutMs, clientGone, (signal) =>
      httpCall({
        port,
        agent,
        method: 'POST',
        path: '/invocations',
        headers: headers.forwarded,
        body,
        signal,
        maxAnswerBytes: MAX_BODY_BYTES,
      }),
    );
  } catch (error) {
    clientGone.throwIfAborted();
    if (error instanceof AnswerTooLongError) {
      return { status: Math.max(error.status, 500), message: undefined };
    }
    return isTimeOut(error) ? TIMED_OUT : NO_RESPONSE;
  }
}

/** node:http wraps the reason of an abort into an error of its own. */
function isTimeOut(error: unknown): boolean {
  if (error instanceof DeadlineError) return true;
  const isWrapped = typeof error === 'object' && error !== null && 'cause' in error;
  return isWrapped && error.cause instanceof DeadlineError;
}
