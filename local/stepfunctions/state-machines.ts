import { randomUUID } from 'node:crypto';
import { AwsError } from '../gateway/aws-error';
import { type Account, stateMachineArn } from './arns';
import { type CompiledMachine, parseDefinition } from './definition/parse-definition';
import { type State, volatileState } from '../state/state';
import { type LoggingConfiguration } from './execution-log';
import { checkName } from './names';
import { stateMachineFormat } from './state-machine-format';
import { type Tag, Tags } from './tags';

export interface StateMachineSettings {
  /** JSON text in the Amazon States Language, query language JSONata. */
  readonly definition: string;
  readonly roleArn: string;
  readonly loggingConfiguration?: LoggingConfiguration;
  /** X-Ray tracing: kept and described; there is no X-Ray here. */
  readonly tracing?: boolean;
}

/** One revision of a state machine. An update makes a new one, and executions keep theirs. */
export interface StateMachine extends StateMachineSettings {
  readonly arn: string;
  readonly name: string;
  readonly revisionId: string;
  /** Epoch milliseconds. */
  readonly creationDate: number;
  readonly updateDate: number;
  readonly compiled: CompiledMachine;
}

/** The state machines of one account and region. */
export class StateMachines {
  readonly #byArn: Map<string, StateMachine>;
  readonly tags: Tags;

  constructor(
    private readonly account: Account,
    private readonly now: () => number,
    /** Called with the ARN of a state machine that was deleted. */
    private readonly onDelete: (arn: string) => void,
    /** Throws for a role that Step Functions cannot act under. */
    private readonly checkRole: (settings: Partial<StateMachineSettings> & { arn: string }) => void,
    state: State = volatileState,
  ) {
    this.#byArn = state.map('state-machines', stateMachineFormat);
    this.tags = new Tags(state);
  }

  /**
   * Idempotent for equal name, definition and role, as AWS documents.
   * @throws AwsError InvalidName, InvalidDefinition, StateMachineAlreadyExists, TooManyTags
   */
  create(
    settings: StateMachineSettings & { readonly name: string },
    tags: readonly Tag[] = [],
  ): StateMachine {
    const arn = stateMachineArn(this.account, checkName(settings.name));
    const existing = this.#byArn.get(arn);
    if (existing) {
      const { definition, roleArn } = settings;
      if (existing.definition === definition && existing.roleArn === roleArn) return existing;
      throw new AwsError('StateMachineAlreadyExists', `State Machine Already Exists: '${arn}'`);
    }
    this.checkRole({ ...settings, arn });
    const now = this.now();
    const machine = {
      ...settings,
      arn,
      revisionId: randomUUID(),
      creationDate: now,
      updateDate: now,
      compiled: parseDefinition(settings.definition),
    };
    this.tags.add(arn, tags);
    this.#byArn.set(arn, machine);
    return machine;
  }

  /** Changes what is given. @throws AwsError StateMachineDoesNotExist, InvalidDefinition */
  update(arn: string, changes: Partial<StateMachineSettings>): StateMachine {
    const existing = this.get(arn);
    this.checkRole({ ...existing, ...changes });
    const machine = {
      ...existing,
      ...changes,
      revisionId: randomUUID(),
      updateDate: this.now(),
      compiled:
        changes.definition === undefined ? existing.compiled : parseDefinition(changes.definition),
    };
    this.#byArn.set(arn, machine);
    return machine;
  }

  /**
   * Succeeds if there is none. Its executions are terminated: in AWS at their next transition, here
   * at once. Source: API Reference, DeleteStateMachine.
   */
  delete(arn: string): void {
    this.tags.removeAll(arn);
    if (this.#byArn.delete(arn)) this.onDelete(arn);
  }

  has(arn: string): boolean {
    return this.#byArn.has(arn);
  }

  /** @throws AwsError StateMachineDoesNotExist */
  get(arn: string): StateMachine {
    const machine = this.#byArn.get(arn);
    if (!machine) {
      throw new AwsError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);
    }
    return machine;
  }

  /** By creation. */
  list(): StateMachine[] {
    return [...this.#byArn.values()];
  }
}
