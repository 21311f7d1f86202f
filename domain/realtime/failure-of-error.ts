import * as z from 'zod';
import { cutText } from '../run/cut-text';
import { InvokeFailure, type FailureName } from './invoke-failure';

/** What is read of an error that the SDK throws for InvokeEndpoint. */
const serviceErrorSchema = z.object({
  name: z.string(),
  message: z.string().catch(''),
  OriginalStatusCode: z.number().optional().catch(undefined),
  OriginalMessage: z.string().catch(''),
  $metadata: z.object({ httpStatusCode: z.number().optional() }).optional().catch(undefined),
});
type ServiceError = z.infer<typeof serviceErrorSchema>;

/** A traceback can be long; its first lines are enough to find it in the log. */
const SHOWN_CHARACTERS = 500;

/**
 * InvokeEndpoint's errors, and those of the way to it. Source: the service's API model, and texts
 * seen in public issues. ThrottlingException comes without a modelled shape, often without a message.
 */
const FAILURES: Readonly<Record<string, FailureName>> = {
  ThrottlingException: 'Throttled',
  Throttling: 'Throttled',
  TooManyRequestsException: 'Throttled',
  RequestLimitExceeded: 'Throttled',
  ModelNotReadyException: 'ModelNotReady',
  ServiceUnavailable: 'ServiceUnavailable',
  ServiceUnavailableException: 'ServiceUnavailable',
  InternalFailure: 'ServiceUnavailable',
  InternalDependencyException: 'ServiceUnavailable',
  // The SDK's own: no answer within the socket's time-out, which is longer than the service's.
  TimeoutError: 'TimedOut',
};

/** Node's codes for a connection that broke or never came to be: the SDK hands them on as names or codes. */
const CONNECTION_ERROR =
  /^(ECONNRESET|ECONNREFUSED|ECONNABORTED|EPIPE|ENOTFOUND|EAI_AGAIN|ETIMEDOUT)$/;

/** Says of an error that a port threw what it means for the texts of the request. */
export function failureOfError(error: unknown): InvokeFailure {
  if (error instanceof InvokeFailure) return error;
  const parsed = serviceErrorSchema.safeParse(error);
  if (!parsed.success) return new InvokeFailure('CallRefused', String(error), { cause: error });
  const found = parsed.data;
  const message = `${found.name}: ${found.message || 'the service gave no message'}`;
  const fail = (name: FailureName, text = message): InvokeFailure =>
    new InvokeFailure(name, cutText(text, SHOWN_CHARACTERS), { cause: error });

  const known = FAILURES[found.name];
  if (known !== undefined) return fail(known);
  if (found.name === 'ModelError') return fail(containerFailure(found), containerMessage(found));
  if (found.name === 'ValidationError' || found.name === 'ValidationException') {
    // "Endpoint x of account 123456789012 not found."; also while it is being created, and after it failed.
    const isGone = /not found|could not find/i.test(found.message);
    return fail(isGone ? 'EndpointGone' : 'RequestRefused');
  }
  if (isConnectionError(error) || (found.$metadata?.httpStatusCode ?? 0) >= 500) {
    return fail('ServiceUnavailable');
  }
  return fail(found.$metadata?.httpStatusCode === 413 ? 'RequestRefused' : 'CallRefused');
}

/** The service reports also its own limits as the model's error: a status of 0 and a sentence. */
function containerFailure({ message, OriginalStatusCode, OriginalMessage }: ServiceError) {
  const text = `${message} ${OriginalMessage}`;
  if (/timed out while waiting for a response/i.test(text)) return 'TimedOut';
  if (/could not load the entire response body/i.test(text)) return 'ReplyTooLarge';
  // TGI's "Model is overloaded", and the Hugging Face server's full queue: sound requests, too many.
  if (OriginalStatusCode === 429 || /no worker is available/i.test(text)) return 'Throttled';
  // No status at all: the connection broke. "Worker died.": the same between the server and its worker.
  if (OriginalStatusCode === 0 || /\bworker died\b/i.test(text)) return 'ContainerLost';
  return 'ContainerFailed';
}

/** What the container itself said: often JSON with `message` or, from TGI, `error`. */
function containerMessage({ message, OriginalMessage }: ServiceError): string {
  // Empty when the service could not load the reply, or had none.
  const said = OriginalMessage || message;
  try {
    const body = z
      .object({ message: z.string().optional(), error: z.string().optional() })
      .parse(JSON.parse(said));
    return body.message ?? body.error ?? said;
  } catch {
    return said;
  }
}

function isConnectionError(error: unknown): boolean {
  const { success, data } = z.object({ code: z.string() }).safeParse(error);
  return success && CONNECTION_ERROR.test(data.code);
}
