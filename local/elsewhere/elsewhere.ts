import { type EmitEvent } from '../events/event';
import { type LogSink } from '../logs/log-sink';
import { type Placement, type ServiceName } from '../placement';
import { type SageMakerApi } from '../sagemaker/sagemaker-api';
import { type SendToQueue } from '../sqs/send-to-queue';
import { type RemoteFunctions } from './remote-functions';
import { type RemotePlace } from './remote-place';

/** What the services of this process use of those that run elsewhere; undefined for what does not. */
export interface Elsewhere {
  readonly emitEvent: EmitEvent | undefined;
  readonly logSink: LogSink | undefined;
  readonly sendToQueue: SendToQueue | undefined;
  readonly functions: RemoteFunctions | undefined;
  readonly startExecution: ((stateMachineArn: string, input: string) => Promise<void>) | undefined;
  readonly sagemaker: SageMakerApi | undefined;
  /** Resolves when what is on its way has arrived, or is lost. */
  close(): Promise<void>;
}

/** Loads the clients of just those services that have an endpoint elsewhere: each takes time to load. */
export async function connectElsewhere(placement: Placement, region: string): Promise<Elsewhere> {
  const connect = async <T>(
    service: ServiceName,
    load: (place: RemotePlace) => Promise<T>,
  ): Promise<T | undefined> => {
    const endpoint = placement.endpointOf(service);
    return endpoint === undefined ? undefined : load({ endpoint, region });
  };
  const events = await connect('events', async (place) =>
    (await import('./remote-events.js')).remoteEvents(place),
  );
  const logs = await connect('logs', async (place) =>
    (await import('./remote-logs.js')).remoteLogs(place),
  );
  const queues = await connect('sqs', async (place) =>
    (await import('./remote-queues.js')).remoteQueues(place),
  );
  const functions = await connect('lambda', async (place) =>
    (await import('./remote-functions.js')).remoteFunctions(place),
  );
  const executions = await connect('states', async (place) =>
    (await import('./remote-executions.js')).remoteExecutions(place),
  );
  const sagemaker = await connect('sagemaker', async (place) =>
    (await import('./remote-sagemaker.js')).remoteSageMaker(place),
  );
  return {
    emitEvent: events?.emit,
    logSink: logs,
    sendToQueue: queues?.sendToQueue,
    functions,
    startExecution: executions?.startExecution,
    sagemaker,
    async close() {
      await Promise.all([events?.close(), logs?.close()]);
      for (const client of [queues, functions, executions]) client?.close();
    },
  };
}
