import { GetExecutionHistoryCommand, type SFNClient } from '@aws-sdk/client-sfn';
import * as z from 'zod';

/** What check-transform answers; the history keeps it as the output of its state. */
const checkSchema = z.object({ answered: z.number(), submitted: z.number() });

/** Where a run is, for a person. */
export interface Progress {
  /** Name of the state entered last, e.g. `Score the shards`. */
  readonly state: string;
  readonly answered?: number;
  readonly submitted?: number;
}

/**
 * Reads the newest events of an execution's history: the state it is in, and how many records the
 * last look at the transform job found answered.
 */
export async function readProgress(
  stepFunctions: SFNClient,
  executionArn: string,
): Promise<Progress> {
  const { events = [] } = await stepFunctions.send(
    // A poll takes nine events: these are the last two polls, and what came after.
    new GetExecutionHistoryCommand({ executionArn, reverseOrder: true, maxResults: 25 }),
  );
  const state = events.find(({ stateEnteredEventDetails }) => stateEnteredEventDetails)
    ?.stateEnteredEventDetails?.name;
  for (const { stateExitedEventDetails: exited } of events) {
    const check = checkSchema.safeParse(parseJson(exited?.output));
    if (check.success) return { state: state ?? '', ...check.data };
  }
  return { state: state ?? '' };
}

export function progressText({ state, answered, submitted }: Progress): string {
  return answered === undefined || submitted === undefined
    ? state
    : `${state}: ${answered.toLocaleString('en-US')} of ${submitted.toLocaleString('en-US')} records answered`;
}

function parseJson(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    // Logged without execution data, an output is cut or empty.
    return undefined;
  }
}
