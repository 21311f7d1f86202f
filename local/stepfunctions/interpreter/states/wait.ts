import { type WaitState } from '../../definition/states';
import { MAX_SECONDS } from '../../limits';
import { ErrorName } from '../errors';
import { type Transition, leave } from '../leave';
import { type Visit, isString } from '../visit';
import { sleepUntil } from '../waiting';

export async function runWait(state: WaitState, visit: Visit): Promise<Transition> {
  const { clock } = visit.thread.run.environment;
  const time =
    state.Seconds === undefined
      ? await timestamp(state.Timestamp ?? '', visit)
      : clock.now() +
        (await visit.evaluateInteger(state.Seconds, 'Seconds', 0, MAX_SECONDS)) * 1000;
  await sleepUntil(clock, time, visit.thread.signal);
  return leave(visit, state, visit.input);
}

async function timestamp(template: string, visit: Visit): Promise<number> {
  const text = await visit.evaluateAs(template, 'Timestamp', 'string', isString);
  const time = Date.parse(text);
  if (!Number.isNaN(time)) return time;
  throw visit.error(
    ErrorName.queryEvaluation,
    `The field 'Timestamp' must be a time in ISO 8601, e.g. 2026-11-24T15:00:00Z, but was '${text}'.`,
  );
}
