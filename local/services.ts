import { join } from 'node:path';
import { type AccessControl } from './access-control';
import { type Clock } from './clock';
import { type Elsewhere } from './elsewhere/elsewhere';
import { type S3Clients } from './elsewhere/s3-clients';
import { type EventBus, createEventBus } from './events/event-bus';
import { type Place } from './iam/rights';
import { type LambdaHost, createLambdaHost } from './lambda/lambda-host';
import { type LogsService, createLogsService } from './logs/logs-service';
import { type Placement, type ServiceName } from './placement';
import { type S3Service, createS3Service } from './s3/service';
import { type ContainerImages } from './sagemaker/container-images';
import { type SageMakerService, createSageMakerService } from './sagemaker/service';
import { type SchedulerService, createScheduler } from './scheduler/scheduler-service';
import { targetInvoker } from './scheduler/targets';
import { type SnsService, createSns } from './sns/sns-service';
import { type SqsService, createSqs } from './sqs/sqs-service';
import { type State } from './state/state';
import { type StepFunctionsService, createStepFunctionsService } from './stepfunctions/service';

export interface ServicesOptions {
  readonly place: Place;
  readonly placement: Placement;
  readonly access: AccessControl;
  /** What goes before a service of this process. */
  readonly elsewhere: Elsewhere;
  readonly s3Clients: S3Clients;
  /** Keeps what the services know; nothing does unless given. */
  readonly state: State | undefined;
  readonly dataDir: string;
  /** URL of the gateway, once it listens. */
  readonly endpoint: () => string;
  readonly images: ContainerImages;
  readonly clock: Clock;
  readonly schedulerClock: Clock;
}

export interface Services {
  readonly s3: S3Service;
  readonly lambda: LambdaHost;
  readonly stepFunctions: StepFunctionsService;
  readonly sagemaker: SageMakerService;
  readonly events: EventBus;
  readonly scheduler: SchedulerService;
  readonly sns: SnsService;
  readonly sqs: SqsService;
  readonly logs: LogsService;
}

/**
 * All services and what each uses of the others. One that does not run in this process is made all
 * the same, as it holds nothing until it is called, and nobody can call it.
 */
export function createServices(options: ServicesOptions): Services {
  const { place, placement, access, elsewhere, s3Clients, state, dataDir } = options;
  const { endpoint, images, clock, schedulerClock } = options;
  const { principals, keys, authorizer } = access;
  const workDir = join(dataDir, 'work');
  const kept = (service: ServiceName) => (state && placement.isHere(service) ? { state } : {});

  const logs = createLogsService({ dataDir, clock, authorizer, place, keys });
  const logSink = elsewhere.logSink ?? logs;
  const sqs = createSqs({
    ...place,
    ...kept('sqs'),
    keys,
    endpoint,
    clock,
    authorizer,
  });
  const sendToQueue = elsewhere.sendToQueue ?? sqs.sendToQueue;
  const lambda = createLambdaHost({
    ...place,
    ...kept('lambda'),
    s3: s3Clients.account,
    logSink,
    workDir: join(workDir, 'functions'),
    endpoint,
    principals,
    authorizer,
    sendToQueue,
  });
  // What may not reach a function is logged here, wherever the function is.
  const functions = elsewhere.functions
    ? {
        ...elsewhere.functions,
        asynchronous: { ...lambda.asynchronous, ...elsewhere.functions.asynchronous },
      }
    : lambda;
  const events = createEventBus({
    ...place,
    ...kept('events'),
    asynchronous: functions.asynchronous,
    findFunction: functions.find,
    sendToQueue,
    authorizer,
    clock,
  });
  const emitEvent = elsewhere.emitEvent ?? events.emit;
  const sns = createSns({
    ...place,
    keys,
    ...kept('sns'),
    sendToQueue,
    asynchronous: functions.asynchronous,
    logSink,
    authorizer,
    clock,
  });
  const s3 = createS3Service({
    dataDir: join(dataDir, 's3'),
    clock,
    authorizer,
    keyRing: { ...place, keys },
    emitEvent,
  });
  const shared = { ...place, emitEvent, logSink, clock, authorizer };
  const stepFunctions = createStepFunctionsService({
    ...shared,
    ...kept('states'),
    invokeFunction: functions.invoke,
  });
  const sagemaker = createSageMakerService({
    ...shared,
    ...kept('sagemaker'),
    s3: s3Clients.account,
    s3As: s3Clients.as,
    images: images,
    workDir: join(workDir, 'sagemaker'),
  });

  const startExecution = elsewhere.startExecution ?? stepFunctions.startExecution;
  const scheduler = createScheduler({
    ...place,
    ...kept('scheduler'),
    invokeTarget: targetInvoker(
      { stepFunctions: { startExecution }, functions },
      { ...place, authorizer },
    ),
    sendToQueue,
    logSink,
    authorizer,
    clock: schedulerClock,
  });

  return { s3, lambda, stepFunctions, sagemaker, events, scheduler, sns, sqs, logs };
}
