import { type Clock } from '../clock';
import { type EmitEvent } from '../events/event';
import { jsonService } from '../gateway/aws-json';
import { type AwsService } from '../gateway/service';
import { type Authorizer } from '../iam/access';
import { guarded } from '../iam/guarded';
import { allowEverything } from '../iam/rights';
import { type InvokeFunction } from '../lambda/invoke';
import { type LogSink } from '../logs/log-sink';
import { type State } from '../state/state';
import { executionOperations } from './api/execution-operations';
import { historyOperations } from './api/history-operation';
import { mapRunOperations } from './api/map-run-operations';
import { redriveOperation } from './api/redrive-operation';
import { stateMachineOperations } from './api/state-machine-operations';
import { tagOperations } from './api/tag-operations';
import { validateOperation } from './api/validate-operation';
import { checkArn } from './arns';
import { Executions } from './executions';
import { checkRole } from './machine-role';
import { statesRights } from './rights';
import { type StateMachine, type StateMachineSettings, StateMachines } from './state-machines';
import { type Tag } from './tags';

export interface StepFunctionsOptions {
  readonly invokeFunction: InvokeFunction;
  readonly emitEvent: EmitEvent;
  /** Takes the events that a state machine's logging configuration asks for. */
  readonly logSink?: LogSink;
  readonly clock: Clock;
  readonly region: string;
  /** 12 digits. */
  readonly accountId: string;
  /** Asked for each call; without it, every call is allowed. */
  readonly authorizer?: Authorizer;
  /** Keeps state machines and executions; nothing does unless given. */
  readonly state?: State;
}

/** Step Functions behind the gateway, with what CloudFormation calls in process. */
export interface StepFunctionsService extends AwsService {
  /** @throws AwsError InvalidName, InvalidDefinition, StateMachineAlreadyExists, TooManyTags */
  createStateMachine(
    settings: StateMachineSettings & { readonly name: string },
    tags?: readonly Tag[],
  ): StateMachine;
  /** Changes what is given. @throws AwsError StateMachineDoesNotExist, InvalidDefinition */
  updateStateMachine(arn: string, changes: Partial<StateMachineSettings>): StateMachine;
  /** Of a state machine that is there: these in the place of all that it has. @throws AwsError TooManyTags */
  replaceTags(arn: string, tags: readonly Tag[]): void;
  /**
   * Starts an execution with a name of its own, as a schedule does.
   * Rejects with AwsError InvalidArn, StateMachineDoesNotExist, InvalidExecutionInput.
   */
  readonly startExecution: (stateMachineArn: string, input: string) => Promise<void>;
  /** Aborts what a killed process has left running. Once functions answer. */
  resume(): void;
  hasStateMachine(arn: string): boolean;
  /** Succeeds if there is none. */
  deleteStateMachine(arn: string): void;
}

/**
 * Standard workflows in JSONata, with the tasks that the application uses; the rest is refused by
 * name when a state machine is created.
 */
export function createStepFunctionsService(options: StepFunctionsOptions): StepFunctionsService {
  const { invokeFunction, emitEvent, logSink, clock, region, accountId } = options;
  const account = { region, accountId };
  const authorizer = options.authorizer ?? allowEverything;
  const executions = new Executions({
    account,
    environment: { clock, invokeFunction, region, random: () => Math.random() },
    emitEvent,
    authorizer,
    ...(logSink && { logSink }),
    ...(options.state && { state: options.state }),
  });
  const machines = new StateMachines(
    account,
    () => clock.now(),
    (arn) => {
      executions.stopAllOf(arn);
    },
    (settings) => {
      checkRole(settings, { authorizer, account });
    },
    options.state,
  );
  const service = jsonService({
    signingName: 'states',
    targetPrefix: 'AWSStepFunctions',
    version: '1.0',
    operations: guarded(
      {
        ...stateMachineOperations(machines),
        ...executionOperations(machines, executions),
        ...historyOperations(executions),
        ...mapRunOperations(executions),
        ...redriveOperation(executions, clock),
        ...tagOperations(machines),
        ...validateOperation(),
      },
      statesRights(account),
      authorizer,
    ),
    close: () => executions.close(),
  });
  return {
    ...service,
    createStateMachine: (settings, tags) => machines.create(settings, tags),
    replaceTags: (arn, tags) => {
      machines.tags.replace(arn, tags);
    },
    startExecution: async (stateMachineArn, input) => {
      executions.start(machines.get(checkArn(stateMachineArn, 'stateMachine')), input);
    },
    resume: () => {
      executions.endInterrupted();
    },
    updateStateMachine: (arn, changes) => machines.update(arn, changes),
    hasStateMachine: (arn) => machines.has(arn),
    deleteStateMachine: (arn) => {
      machines.delete(arn);
    },
  };
}
