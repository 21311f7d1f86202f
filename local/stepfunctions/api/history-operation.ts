import * as z from 'zod';
import { type JsonOperation } from '../../gateway/aws-json';
import { checkArn } from '../arns';
import { type Executions } from '../executions';
import { withoutExecutionData } from '../interpreter/event-data';
import { pageOf, pagingInput } from './paging';
import { parseInput } from './parse-input';

const historyInput = z.strictObject({
  executionArn: z.string(),
  reverseOrder: z.boolean().default(false),
  includeExecutionData: z.boolean().default(true),
  ...pagingInput,
});

export function historyOperations(executions: Executions) {
  return {
    async GetExecutionHistory(request) {
      const { executionArn, reverseOrder, includeExecutionData, ...paging } = parseInput(
        historyInput,
        request,
      );
      const { events } = executions.get(checkArn(executionArn, 'execution')).history;
      const { page, nextToken } = reverseOrder
        ? pageOf(events.toReversed(), ({ id }) => id, paging, 'descending')
        : pageOf(events, ({ id }) => id, paging, 'ascending');
      return { events: includeExecutionData ? page : page.map(withoutExecutionData), nextToken };
    },
  } satisfies Record<string, JsonOperation>;
}
