import { type Application } from '../../runbook/application';

/** What one way to use the application showed. */
export interface Outcome {
  /** Undefined when all went as it should. */
  readonly failure: string | undefined;
  /** What a person reads who looks at the end, e.g. the cause of an execution. */
  readonly told?: string;
  /** What told it. @default - the execution's error */
  readonly toldBy?: string;
}

/** One way to use the application. It leaves nothing running, whatever rights are missing. */
export interface Scenario {
  readonly name: string;
  /** @param id part of the names of what it makes, so that it can run again and again */
  play(application: Application, id: string): Promise<Outcome>;
}

export const WELL: Outcome = { failure: undefined };
