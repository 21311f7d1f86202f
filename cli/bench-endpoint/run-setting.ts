import { type Clock } from '../../domain/realtime/clock';
import { type PayloadContract } from '../../domain/realtime/contract';
import { failureOfError } from '../../domain/realtime/failure-of-error';
import { type InvokePort } from '../../domain/realtime/request-sender';
import { type HyperParameters } from '../../domain/run/hyper-parameters';
import { type Setting } from './setting';

export interface BenchTarget {
  readonly invoke: InvokePort;
  readonly contract: PayloadContract;
  /** At least one; taken in order, again from the start when they are used up. */
  readonly texts: readonly string[];
  readonly parameters: HyperParameters;
  readonly clock: Clock;
}

/** No further request begins when either is used up; those under way end. */
export interface Budget {
  readonly milliseconds: number;
  readonly requests: number;
}

/** What was measured of one setting. */
export interface Samples {
  /** Milliseconds of each request that was answered, from sending to the whole reply. */
  readonly latencies: readonly number[];
  /** Texts that were answered. */
  readonly texts: number;
  /** Requests that failed, by the failure's name. Each is tried once: a repetition would hide it. */
  readonly failures: Readonly<Record<string, number>>;
  /** From the first request to the last reply. */
  readonly milliseconds: number;
}

/**
 * Asks in a closed loop: as many callers as the concurrency, each of which sends its next request
 * when it has the reply to the last. All settings begin with the same texts.
 *
 * @throws InvokeFailure when no further request could succeed: the endpoint is gone, or no right
 */
export async function runSetting(
  { batchSize, concurrency }: Setting,
  budget: Budget,
  target: BenchTarget,
): Promise<Samples> {
  const { clock, contract, invoke, texts } = target;
  const parameters = { batch_size: batchSize, ...target.parameters };
  const latencies: number[] = [];
  const failures: Record<string, number> = {};
  const begin = clock.now();
  let sent = 0;
  let isOver = false;

  const ask = async (): Promise<void> => {
    const first = sent++ * batchSize;
    const batch = Array.from(
      { length: batchSize },
      (_, offset) => texts[(first + offset) % texts.length] ?? '',
    );
    const body = contract.writeRequest(batch, parameters);
    const start = clock.now();
    try {
      const reply = await invoke(body, new AbortController().signal);
      const milliseconds = clock.now() - start;
      contract.readReply(reply, batchSize);
      latencies.push(milliseconds);
    } catch (error) {
      const failure = failureOfError(error);
      failures[failure.name] = (failures[failure.name] ?? 0) + 1;
      if (failure.remedy === 'stop') throw failure;
    }
  };
  const call = async (): Promise<void> => {
    try {
      while (!isOver && sent < budget.requests && clock.now() - begin < budget.milliseconds) {
        await ask();
      }
    } catch (error) {
      isOver = true;
      throw error;
    }
  };
  await Promise.all(Array.from({ length: concurrency }, call));
  const milliseconds = clock.now() - begin;
  return { latencies, texts: latencies.length * batchSize, failures, milliseconds };
}
