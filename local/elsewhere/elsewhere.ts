import { type EmitEvent } from '../events/event';
import { type LogSink } from '../logs/log-sink';
import { type Placement, type ServiceName } from '../placement';
import { type SageMakerApi } from '../sagemaker/sagemaker-api';
import { type SendToQueue } from '../sqs/send-to-queue';
import { remoteEvents } from './remote-events';
import { remoteExecutions } from './remote-executions';
import { type RemoteFunctions, remoteFunctions } from './remote-functions';
import { remoteLogs } from './remote-logs';
import { type RemotePlace } from './remote-place';
import { remoteQueues } from './remote-queues';
import { remoteSageMaker } from './remote-sagemaker';

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

/** Nothing is called before it is used: those elsewhere may start later. */
export function connectElsewhere(placement: Placement, region: string): Elsewhere {
  const connect = <T>(service: ServiceName, to: (place: RemotePlace) => T): T | undefined => {
    const endpoint = placement.endpointOf(service);
    return endpoint === undefined ? undefined : to({ endpoint, region });
  };
  const events = connect('events', remoteEvents);
  const logs = connect('logs', remoteLogs);
  const queues = connect('sqs', remoteQueues);
  const functions = connect('lambda', remoteFunctions);
  const executions = connect('states', remoteExecutions);
  return {
    emitEvent: events?.emit,
    logSink: logs,
    sendToQueue: queues?.sendToQueue,
    functions,
    startExecution: executions?.startExecution,
    sagemaker: connect('sagemaker', remoteSageMaker),
    async close() {
      await Promise.all([events?.close(), logs?.close(), functions?.close()]);
      for (const client of [queues, executions]) client?.close();
    },
  };
}
