import { GetFunctionCommand, InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import * as z from 'zod';
import { type AsynchronousInvoker } from '../lambda/asynchronous';
import { type InvokeFunction } from '../lambda/invoke';
import { lossWarning } from './loss-warning';
import { toLocalError } from './remote-error';
import { type RemotePlace, quickClientConfig, remoteClientConfig } from './remote-place';
import { SerialQueue } from './serial-queue';

export interface RemoteFunctions {
  readonly invoke: InvokeFunction;
  /** Retries and destinations are the other process's affair. */
  readonly asynchronous: Pick<AsynchronousInvoker, 'enqueue' | 'idle'>;
  /** Answers in the order of the questions. Rejects with AwsError ResourceNotFoundException. */
  readonly find: (functionArn: string) => Promise<void>;
  /** Resolves when the asynchronous invocations have gone out, or are lost. */
  close(): Promise<void>;
}

const failure = z.object({ errorType: z.string(), errorMessage: z.string() }).partial();

/** Lambda of another process. */
export function remoteFunctions(place: RemotePlace): RemoteFunctions {
  // Who calls decides about retries: a second attempt may run a function twice.
  const client = new LambdaClient({ ...remoteClientConfig(place), maxAttempts: 1 });
  const quick = new LambdaClient(quickClientConfig(place));
  const queue = new SerialQueue(lossWarning('Invocations', place.endpoint));
  // Events to a function keep their order, which a quicker answer to a later question would break.
  let lastFind: Promise<unknown> = Promise.resolve();
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
          await quick.send(new InvokeCommand({ FunctionName, Payload, InvocationType: 'Event' }));
        });
      },
      idle: () => queue.settled(),
    },
    async find(FunctionName) {
      const find = lastFind.then(() => quick.send(new GetFunctionCommand({ FunctionName })));
      lastFind = find.catch(() => undefined);
      try {
        await find;
      } catch (error) {
        throw toLocalError(error);
      }
    },
    async close() {
      await queue.close();
      client.destroy();
      quick.destroy();
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
