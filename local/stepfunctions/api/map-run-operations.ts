import * as z from 'zod';
import { AwsError } from '../../gateway/aws-error';
import { type JsonOperation } from '../../gateway/aws-json';
import { checkArn } from '../arns';
import { type Executions } from '../executions';
import { type MapRun } from '../map-run';
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
  const find = (arn: string): MapRun => executions.getMapRun(checkArn(arn, 'mapRun'));
  return {
    async ListMapRuns(request) {
      const { executionArn, ...paging } = parseInput(listInput, request);
      const parent = executions.get(checkArn(executionArn, 'execution'));
      const numbered = executions
        .listMapRuns()
        .map((mapRun, index) => ({ mapRun, index }))
        .filter(({ mapRun }) => mapRun.identity.parent === parent);
      const { page, nextToken } = pageOf(numbered, ({ index }) => index, paging, 'ascending');
      const mapRuns = page.map(({ mapRun: { arn, identity, startDate, stopDate } }) => ({
        executionArn,
        mapRunArn: arn,
        stateMachineArn: identity.stateMachineArn,
        startDate: toSeconds(startDate),
        stopDate: toSeconds(stopDate),
      }));
      return { mapRuns, nextToken };
    },
    async DescribeMapRun(request) {
      return describe(find(parseInput(arnInput, request).mapRunArn));
    },
    async UpdateMapRun(request) {
      const { mapRunArn, ...changes } = parseInput(updateInput, request);
      const mapRun = find(mapRunArn);
      if (mapRun.status !== 'RUNNING') {
        throw new AwsError(
          'ValidationException',
          `Only a map run in progress can be updated; this one is ${mapRun.status}`,
        );
      }
      mapRun.update(changes);
      return {};
    },
  } satisfies Record<string, JsonOperation>;
}

function describe(mapRun: MapRun): Record<string, unknown> {
  const { arn, identity, status, startDate, stopDate, redriveCount, redriveDate } = mapRun;
  const {
    maxConcurrency,
    toleratedFailureCount = 0,
    toleratedFailurePercentage = 0,
  } = mapRun.settings;
  // One item a child, so that both counts are the same.
  const counts = {
    ...mapRun.counts,
    pending: mapRun.pending,
    total: identity.options.itemCount,
    resultsWritten: 0,
    failuresNotRedrivable: mapRun.failuresNotRedrivable,
    pendingRedrive: mapRun.pendingRedrive,
  };
  return {
    mapRunArn: arn,
    executionArn: identity.parent.identity.arn,
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
