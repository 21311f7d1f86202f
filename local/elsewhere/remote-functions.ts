import { GetFunctionCommand, InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import * as z from 'zod';
import { type AsynchronousInvoker } from '../lambda/asynchronous';
import { type InvokeFunction } from '../lambda/invoke';
import { lossWarning } from './loss-warning';
import { toLocalError } from './remote-error';
import { type RemotePlace, remoteClientConfig } from './remote-place';
import { SerialQueue } from './serial-queue';

export interface RemoteFunctions {
  readonly invoke: InvokeFunction;
  /** Retries and destinations are the other process's affair. */
  readonly asynchronous: Pick<AsynchronousInvoker, 'enqueue' | 'idle'>;
  /** Rejects with AwsError ResourceNotFoundException. */
  readonly find: (functionArn: string) => Promise<void>;
  close(): void;
}

const failure = z.object({ errorType: z.string(), errorMessage: z.string() }).partial();

/** Lambda of another process. */
export function remoteFunctions(place: RemotePlace): RemoteFunctions {
  // Who calls decides about retries: a second attempt may run a function twice.
  const client = new LambdaClient({ ...remoteClientConfig(place), maxAttempts: 1 });
  const queue = new SerialQueue();
  const warn = lossWarning('Invocations', place.endpoint);
  return {
    async invoke(FunctionName, Payload) {
      try {
        const answer = await client.send(new InvokeCommand({ FunctionName, Payload }));
        const payload = answer.Payload?.transformToString() ?? 'null';
        const executedVersion = answer.ExecutedVersion ?? '$LATEST';
        if (answer.FunctionError === undefined) {
          return { kind: 'success', payload, executedVersion };
        }
        const { errorType = answer.FunctionError, errorMessage = '' } = readFailure(payload);
        return { kind: 'error', errorType, errorMessage, payload, executedVersion };
      } catch (error) {
        throw toLocalError(error);
      }
    },
    asynchronous: {
      enqueue(FunctionName, Payload) {
        queue.add(async () => {
          await client.send(new InvokeCommand({ FunctionName, Payload, InvocationType: 'Event' }));
        }, warn);
      },
      idle: () => queue.settled(),
    },
    async find(FunctionName) {
      try {
        await client.send(new GetFunctionCommand({ FunctionName }));
      } catch (error) {
        throw toLocalError(error);
      }
    },
    close: () => {
      client.destroy();
    },
  };
}

/** Functions may fail with any JSON; AWS's runtimes write these two. */
function readFailure(payload: string): z.output<typeof failure> {
  try {
    return failure.safeParse(JSON.parse(payload)).data ?? {};
  } catch {
    return {};
  }
}
