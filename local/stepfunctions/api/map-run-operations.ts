import * as z from 'zod';
import { type JsonOperation } from '../../gateway/aws-json';
import { checkArn } from '../arns';
import { type Executions } from '../executions';
import { pageOf, pagingInput } from './paging';
import { parseInput } from './parse-input';
import { toSeconds } from './seconds';

const listInput = z.object({ executionArn: z.string(), ...pagingInput });
const arnInput = z.object({ mapRunArn: z.string() });

/** ListMapRuns, DescribeMapRun. */
export function mapRunOperations(executions: Executions): Record<string, JsonOperation> {
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
      const { mapRunArn } = parseInput(arnInput, request);
      const mapRun = executions.getMapRun(checkArn(mapRunArn, 'mapRun'));
      const { arn, identity, status, startDate, stopDate } = mapRun;
      const { itemCount, ...settings } = identity.options;
      // One item a child, so that both counts are the same.
      const counts = {
        ...mapRun.counts,
        pending: mapRun.pending,
        total: itemCount,
        resultsWritten: 0,
        failuresNotRedrivable: mapRun.counts.failed,
        pendingRedrive: 0,
      };
      return {
        mapRunArn: arn,
        executionArn: identity.parent.identity.arn,
        status,
        startDate: toSeconds(startDate),
        stopDate: toSeconds(stopDate),
        maxConcurrency: settings.maxConcurrency,
        toleratedFailureCount: settings.toleratedFailureCount,
        toleratedFailurePercentage: settings.toleratedFailurePercentage,
        itemCounts: counts,
        executionCounts: counts,
        redriveCount: 0,
      };
    },
  };
}
