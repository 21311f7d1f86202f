import { type Clock } from '../../../local/clock';
import { type EventEntry } from '../../../local/events/event';
import { parseFunctionReference } from '../../../local/lambda/function-arn';
import { type Invocation } from '../../../local/lambda/invoke';
import { compileDefinition } from '../../../local/stepfunctions/definition/parse-definition';
import { type Execution } from '../../../local/stepfunctions/execution';
import { type Authorizer } from '../../../local/iam/access';
import { allowEverything } from '../../../local/iam/rights';
import { Executions } from '../../../local/stepfunctions/executions';
import { type Json, parseJson } from '../../../local/stepfunctions/json';
import { type StateMachine } from '../../../local/stepfunctions/state-machines';
import { ManualClock } from '../../support/manual-clock';

/** A function by its name: takes the event, gives the answer, or throws what Lambda would report. */
export type Functions = Readonly<
  Record<string, (event: Json, call: number) => Json | Promise<Json>>
>;

export const ACCOUNT = { region: 'us-east-1', accountId: '123456789012' };
export const LAMBDA_INVOKE = 'arn:aws:states:::lambda:invoke';

/** Executions with an injected clock and functions that are plain TypeScript. */
export class Interpreter {
  readonly clock = new ManualClock();
  readonly emitted: EventEntry[] = [];
  readonly calls: { readonly name: string; readonly event: Json; readonly at: number }[] = [];
  readonly executions: Executions;
  /** What the Invoke API itself answers, instead of any function. */
  lambdaRejects: Error | undefined;

  constructor(
    private readonly functions: Functions = {},
    authorizer: Authorizer = allowEverything,
  ) {
    this.executions = new Executions({
      account: ACCOUNT,
      environment: {
        clock: this.clock satisfies Clock,
        region: ACCOUNT.region,
        random: () => 0.5,
        invokeFunction: (name, payload) => this.invoke(name, payload),
      },
      authorizer,
      emitEvent: (entry) => this.emitted.push(entry),
    });
  }

  start(definition: object, input: Json = {}, name?: string): Execution {
    return this.executions.start(machineOf(definition), JSON.stringify(input), name);
  }

  /** Runs to the end, jumping over all waits. */
  async run(definition: object, input: Json = {}): Promise<Execution> {
    const execution = this.start(definition, input);
    await this.clock.runUntil(execution.ended);
    return execution;
  }

  private async invoke(name: string, payload: string): Promise<Invocation> {
    const event = parseJson(payload);
    this.calls.push({ name, event, at: this.clock.now() });
    if (this.lambdaRejects) throw this.lambdaRejects;
    const answer = this.functions[name];
    if (!answer) throw new Error(`The test has no function '${name}'`);
    const executedVersion = parseFunctionReference(name).qualifier;
    const call = this.calls.filter((each) => each.name === name).length;
    try {
      const result = JSON.stringify(await answer(event, call));
      return { kind: 'success', payload: result, executedVersion };
    } catch (error) {
      const { name: errorType, message: errorMessage } = error as Error;
      const body = JSON.stringify({ errorType, errorMessage, trace: [] });
      return { kind: 'error', errorType, errorMessage, payload: body, executedVersion };
    }
  }
}

/** A state machine with JSONata, from its states; the first one starts. */
export function states(definitions: Readonly<Record<string, object>>, more: object = {}): object {
  const [StartAt] = Object.keys(definitions);
  return { QueryLanguage: 'JSONata', StartAt, States: definitions, ...more };
}

export function outputOf(execution: Execution): Json | undefined {
  return execution.output?.value;
}

export function typesOf(execution: Execution): string[] {
  return execution.history.events.map(({ type }) => type);
}

/** An error as a function throws it: Lambda reports its name as errorType. */
export function named(name: string, message = 'no reason'): Error {
  return Object.assign(new Error(message), { name });
}

function machineOf(definition: object): StateMachine {
  const text = JSON.stringify(definition);
  return {
    arn: `arn:aws:states:us-east-1:123456789012:stateMachine:machine`,
    name: 'machine',
    definition: text,
    roleArn: 'arn:aws:iam::123456789012:role/machine',
    revisionId: 'r',
    creationDate: 0,
    updateDate: 0,
    compiled: compileDefinition(text),
  };
}
