import * as z from 'zod';

const seconds = z.number().min(0).nullable();

/** Where a run's time went, in seconds; null: the run did not come so far. */
export const phasesSchema = z.strictObject({
  /** From the execution's start to the creation of the job. */
  prepare: seconds,
  /** Until the job starts on its instances: SageMaker finds and boots them, which costs nothing. */
  provision: seconds,
  /** What is billed: the container and the model load, then records are answered. */
  transform: seconds,
  /** From the job's end to the run's: waiting for the next look at the job, scoring, adding up. */
  score: seconds,
});

export type Phases = z.infer<typeof phasesSchema>;

/** The times of a transform job as DescribeTransformJob has them; undefined: not yet. */
export interface JobTimes {
  readonly created: Date | undefined;
  readonly transformStarted: Date | undefined;
  readonly transformEnded: Date | undefined;
}

/**
 * @param job undefined: the run ended before it had one
 * @param ended the end of the run; a job that is still running is counted up to it
 */
export function runPhases(started: Date, job: JobTimes | undefined, ended: Date): Phases {
  const { created, transformStarted, transformEnded } = job ?? {};
  return {
    prepare: between(started, created),
    provision: between(created, transformStarted),
    transform: between(transformStarted, transformEnded ?? ended),
    score: between(transformEnded, ended),
  };
}

/** Never negative: the clocks are those of two services. */
export function secondsBetween(from: Date, to: Date): number {
  return Math.max(0, (to.getTime() - from.getTime()) / 1000);
}

function between(from: Date | undefined, to: Date | undefined): number | null {
  return from && to ? secondsBetween(from, to) : null;
}
