import { type Agent } from 'node:http';
import { type Clock } from '../clock';
import { withDeadline } from './deadline';
import { ObjectFailure } from './failures';
import { type HttpAnswer, httpCall } from './http-call';

/** Pause before the first retry; doubles with each. AWS does not document its own. */
const FIRST_RETRY_PAUSE_MS = 500;

export interface InvocationOptions {
  readonly port: number;
  readonly agent: Agent;
  readonly clock: Clock;
  /** Content-Type and Accept, where the job names them. */
  readonly headers: Readonly<Record<string, string>>;
  /** InvocationsTimeoutInSeconds, 1 to 3,600; for each attempt. */
  readonly timeoutSeconds: number;
  /** InvocationsMaxRetries, 0 to 3. */
  readonly maxRetries: number;
  /** Aborts when the job stops or the container is gone. */
  readonly signal: AbortSignal;
}

/**
 * POST /invocations with one mini-batch; gives the body of a 2xx answer.
 * Retried: time-outs, lost connections and 5xx. A 4xx is the record's fault and final. What InvocationsMaxRetries
 * covers is undocumented; this is the reading of least surprise.
 * @throws ObjectFailure with the container's last answer, or `Unable to get response from algorithm`
 */
export async function invoke(payload: Buffer, options: InvocationOptions): Promise<Buffer> {
  const { clock, signal, maxRetries } = options;
  for (let attempt = 0; ; attempt += 1) {
    const answer = await attemptOnce(payload, options);
    if (answer && answer.status >= 200 && answer.status < 300) return answer.body;
    const isFinal = answer && answer.status < 500;
    if (isFinal || attempt >= maxRetries) throw failureOf(answer);
    await clock.sleep(FIRST_RETRY_PAUSE_MS * 2 ** attempt, signal);
  }
}

/** Undefined: no answer, by time-out or loss of the connection. Rejects only when the job itself is aborted. */
async function attemptOnce(
  payload: Buffer,
  options: InvocationOptions,
): Promise<HttpAnswer | undefined> {
  const { port, agent, headers, clock, timeoutSeconds } = options;
  try {
    return await withDeadline(clock, timeoutSeconds * 1000, options.signal, (signal) =>
      httpCall({
        port,
        agent,
        method: 'POST',
        path: '/invocations',
        headers,
        body: payload,
        signal,
      }),
    );
  } catch {
    options.signal.throwIfAborted();
    return undefined;
  }
}

function failureOf(answer: HttpAnswer | undefined): ObjectFailure {
  if (!answer) return new ObjectFailure('AlgorithmError', 'Unable to get response from algorithm');
  const kind = answer.status < 500 ? 'ClientError' : 'AlgorithmError';
  return new ObjectFailure(kind, `${kind}: ${answer.status}`, answer.body.toString('utf8'));
}
