import * as z from 'zod';
import { type JsonOperation } from '../../gateway/aws-json';
import { checkArn } from '../arns';
import { type Executions } from '../executions';
import { type MapRunFacts, pendingItems } from '../map-run-facts';
import { pageOf, pagingInput } from './paging';
import { parseInput } from './parse-input';
import { toSeconds } from './seconds';

const listInput = z.strictObject({ executionArn: z.string(), ...pagingInput });
const arnInput = z.strictObject({ mapRunArn: z.string() });
const updateInput = z.strictObject({
  mapRunArn: z.string(),
  maxConcurrency: z.int().min(0).optional(),
  toleratedFailureCount: z.int().min(0).optional(),
  toleratedFailurePercentage: z.number().min(0).max(100).optional(),
});

/** ListMapRuns, DescribeMapRun, UpdateMapRun. */
export function mapRunOperations(executions: Executions) {
  const { mapRuns } = executions;
  return {
    async ListMapRuns(request) {
      const { executionArn, ...paging } = parseInput(listInput, request);
      executions.get(checkArn(executionArn, 'execution'));
      const numbered = mapRuns.of(executionArn).map((mapRun, index) => ({ mapRun, index }));
      const { page, nextToken } = pageOf(numbered, ({ index }) => index, paging, 'ascending');
      const listed = page.map(({ mapRun: { arn, stateMachineArn, startDate, stopDate } }) => ({
        executionArn,
        mapRunArn: arn,
        stateMachineArn,
        startDate: toSeconds(startDate),
        stopDate: toSeconds(stopDate),
      }));
      return { mapRuns: listed, nextToken };
    },
    async DescribeMapRun(request) {
      const { mapRunArn } = parseInput(arnInput, request);
      return describe(mapRuns.facts(checkArn(mapRunArn, 'mapRun')));
    },
    async UpdateMapRun(request) {
      const { mapRunArn, ...changes } = parseInput(updateInput, request);
      mapRuns.running(checkArn(mapRunArn, 'mapRun')).update(changes);
      return {};
    },
  } satisfies Record<string, JsonOperation>;
}

function describe(mapRun: MapRunFacts): Record<string, unknown> {
  const { arn, executionArn, status, startDate, stopDate, redriveCount, redriveDate } = mapRun;
  const {
    maxConcurrency,
    toleratedFailureCount = 0,
    toleratedFailurePercentage = 0,
  } = mapRun.settings;
  // One item a child, so that both counts are the same.
  const counts = {
    ...mapRun.counts,
    pending: pendingItems(mapRun),
    total: mapRun.itemCount,
    resultsWritten: 0,
    failuresNotRedrivable: mapRun.failuresNotRedrivable,
    pendingRedrive: mapRun.pendingRedrive,
  };
  return {
    mapRunArn: arn,
    executionArn,
    status,
    startDate: toSeconds(startDate),
    stopDate: toSeconds(stopDate),
    maxConcurrency,
    toleratedFailureCount,
    toleratedFailurePercentage,
    itemCounts: counts,
    executionCounts: counts,
    redriveCount,
    redriveDate: toSeconds(redriveDate),
  };
}
