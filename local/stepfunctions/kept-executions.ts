import * as z from 'zod';
import { asItIs } from '../state/format';
import { type AppendLogs } from '../state/append-logs';
import { type State } from '../state/state';
import { type Execution } from './execution';
import { type RecordedEvent } from './interpreter/history';
import { type StateMachine } from './state-machines';
import { stateMachineFormat } from './state-machine-format';

const executionSchema = z.object({
  arn: z.string(),
  name: z.string(),
  stateMachineArn: z.string(),
  /** Of the state machine as it was when the execution began. */
  revisionId: z.string(),
  input: z.string(),
  sequence: z.number(),
  /** Epoch milliseconds, both. */
  startDate: z.number(),
  stopDate: z.number().optional(),
  status: z.enum(['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED']),
  output: z.string().optional(),
  error: z.string().optional(),
  cause: z.string().optional(),
  redriveCount: z.number(),
  redriveDate: z.number().optional(),
});
export type StoredExecution = z.output<typeof executionSchema>;

/** As the process wrote them: details are only shown again. */
const eventSchema: z.ZodType<RecordedEvent> = z.looseObject({
  id: z.number(),
  previousEventId: z.number(),
  type: z.custom<RecordedEvent['type']>((type) => typeof type === 'string'),
  timestamp: z.number(),
});

/**
 * Executions that people and schedules started, with their histories, as they are shown after a
 * restart. Children of distributed Maps are not kept: their number has no bound.
 */
export class KeptExecutions {
  readonly #stored: Map<string, StoredExecution>;
  readonly #revisions: Map<string, StateMachine>;
  readonly #histories: AppendLogs<RecordedEvent> | undefined;

  constructor(state: State) {
    this.#stored = state.map('executions', asItIs(executionSchema));
    this.#revisions = state.map('state-machine-revisions', stateMachineFormat);
    this.#histories = state.logs('histories', eventSchema);
    const used = new Set([...this.#stored.values()].map(({ revisionId }) => revisionId));
    for (const id of this.#revisions.keys()) if (!used.has(id)) this.#revisions.delete(id);
  }

  /** Whether anything is kept at all: what is not, costs nothing. */
  get isOn(): boolean {
    return this.#histories !== undefined;
  }

  /** By start. */
  all(): { readonly stored: StoredExecution; readonly machine: StateMachine }[] {
    return [...this.#stored.values()].flatMap((stored) => {
      const machine = this.#revisions.get(stored.revisionId);
      return machine ? [{ stored, machine }] : [];
    });
  }

  has(arn: string): boolean {
    return this.#stored.has(arn);
  }

  history(arn: string): RecordedEvent[] {
    return this.#histories?.read(arn) ?? [];
  }

  save(execution: Execution): void {
    if (!this.isOn) return;
    const { identity, status, startDate, stopDate, output, error, cause, sequence } = execution;
    const { arn, name, stateMachineArn, machine, input } = identity;
    const { revisionId } = machine;
    if (!this.#revisions.has(revisionId)) this.#revisions.set(revisionId, machine);
    this.#stored.set(arn, {
      ...{ arn, name, stateMachineArn, revisionId, input: input.text, sequence },
      ...{ startDate, stopDate, status, output: output?.text, error, cause },
      redriveCount: execution.redriveCount,
      redriveDate: execution.redriveDate,
    });
  }

  add(arn: string, event: RecordedEvent): void {
    this.#histories?.append(arn, event);
  }

  forget(arn: string): void {
    if (!this.isOn) return;
    this.#stored.delete(arn);
    this.#histories?.remove(arn);
  }
}
