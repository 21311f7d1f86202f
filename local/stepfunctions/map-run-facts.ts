import * as z from 'zod';

const counts = z.object({
  running: z.number(),
  succeeded: z.number(),
  failed: z.number(),
  timedOut: z.number(),
  aborted: z.number(),
});

/** What is shown of a map run: plain data, so that it can be written down. */
export const mapRunFacts = z.object({
  arn: z.string(),
  /** Of the execution with the Map. */
  executionArn: z.string(),
  stateMachineArn: z.string(),
  status: z.enum(['RUNNING', 'SUCCEEDED', 'FAILED', 'ABORTED']),
  /** Epoch milliseconds, all dates. */
  startDate: z.number(),
  stopDate: z.number().optional(),
  settings: z.object({
    maxConcurrency: z.number(),
    toleratedFailureCount: z.number().optional(),
    toleratedFailurePercentage: z.number().optional(),
  }),
  /** Each child takes one item. */
  itemCount: z.number(),
  counts,
  pendingRedrive: z.number(),
  failuresNotRedrivable: z.number(),
  redriveCount: z.number(),
  redriveDate: z.number().optional(),
});
export type MapRunFacts = z.output<typeof mapRunFacts>;

/** Items that have no child yet. */
export function pendingItems(
  facts: Pick<MapRunFacts, 'counts' | 'itemCount' | 'pendingRedrive'>,
): number {
  const { running, succeeded, failed, timedOut, aborted } = facts.counts;
  return (
    facts.itemCount - (running + succeeded + failed + timedOut + aborted) - facts.pendingRedrive
  );
}

/** What a killed process has left running: all that had not ended counts as aborted, begun or not. */
export function interrupted(facts: MapRunFacts, now: number): MapRunFacts {
  const { succeeded, failed, timedOut } = facts.counts;
  const aborted = facts.itemCount - succeeded - failed - timedOut;
  return {
    ...facts,
    status: 'ABORTED',
    stopDate: now,
    counts: { running: 0, succeeded, failed, timedOut, aborted },
    pendingRedrive: 0,
  };
}
