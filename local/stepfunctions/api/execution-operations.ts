import * as z from 'zod';
import { AwsError } from '../../gateway/aws-error';
import { type JsonOperation } from '../../gateway/aws-json';
import { checkArn } from '../arns';
import { type Execution } from '../execution';
import { type Executions } from '../executions';
import { redriveStatusOf } from '../redrive-status';
import { type StateMachines } from '../state-machines';
import { includedData, withheld } from './included-data';
import { pageOf, pagingInput } from './paging';
import { parseInput } from './parse-input';
import { toSeconds } from './seconds';
import { describeRevision } from './state-machine-operations';

const startInput = z.strictObject({
  stateMachineArn: z.string(),
  name: z.string().optional(),
  input: z.string().default('{}'),
  /** X-Ray's; there is none here. */
  traceHeader: z.string().optional(),
});
const describeInput = z.strictObject({ executionArn: z.string(), includedData });
const stopInput = z.strictObject({
  executionArn: z.string(),
  error: z.string().max(256).optional(),
  cause: z.string().max(32_768).optional(),
});
const listInput = z.strictObject({
  stateMachineArn: z.string().optional(),
  mapRunArn: z.string().optional(),
  statusFilter: z
    .enum(['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED', 'PENDING_REDRIVE'])
    .optional(),
  redriveFilter: z.enum(['REDRIVEN', 'NOT_REDRIVEN']).optional(),
  ...pagingInput,
});

/** StartExecution, DescribeExecution, StopExecution, ListExecutions, DescribeStateMachineForExecution. */
export function executionOperations(machines: StateMachines, executions: Executions) {
  const find = (arn: string): Execution => executions.get(checkArn(arn, 'execution'));
  return {
    async StartExecution(request) {
      const { stateMachineArn, input, name } = parseInput(startInput, request);
      const machine = machines.get(checkArn(stateMachineArn, 'stateMachine'));
      const { identity, startDate } = executions.start(machine, input, name);
      return { executionArn: identity.arn, startDate: toSeconds(startDate) };
    },
    async DescribeExecution(request) {
      const { executionArn, includedData: included } = parseInput(describeInput, request);
      return {
        ...describe(find(executionArn)),
        ...withheld(included, ['input', 'inputDetails', 'output', 'outputDetails']),
        ...withheld(included, ['error', 'cause']),
      };
    },
    async StopExecution(request) {
      const { executionArn, error, cause } = parseInput(stopInput, request);
      const execution = find(executionArn);
      execution.stop(error, cause);
      return { stopDate: toSeconds(execution.stopDate) };
    },
    async ListExecutions(request) {
      const { stateMachineArn, mapRunArn, statusFilter, redriveFilter, ...paging } = parseInput(
        listInput,
        request,
      );
      if ((stateMachineArn === undefined) === (mapRunArn === undefined)) {
        throw new AwsError(
          'ValidationException',
          'ListExecutions takes either a stateMachineArn or a mapRunArn',
        );
      }
      if (mapRunArn === undefined && statusFilter === 'PENDING_REDRIVE') {
        throw new AwsError(
          'ValidationException',
          'The statusFilter PENDING_REDRIVE needs a mapRunArn',
        );
      }
      if (stateMachineArn !== undefined) machines.get(checkArn(stateMachineArn, 'stateMachine'));
      if (mapRunArn !== undefined) executions.mapRuns.facts(checkArn(mapRunArn, 'mapRun'));
      const matching = executions
        .list()
        .filter(
          (execution) =>
            (mapRunArn === undefined
              ? execution.identity.stateMachineArn === stateMachineArn
              : execution.identity.mapRunArn === mapRunArn) &&
            (statusFilter === undefined || shownStatus(execution) === statusFilter) &&
            (redriveFilter === undefined ||
              (redriveFilter === 'REDRIVEN') === execution.redriveCount > 0),
        )
        .reverse();
      const { page, nextToken } = pageOf(
        matching,
        ({ sequence }) => sequence,
        paging,
        'descending',
      );
      return { executions: page.map(listed), nextToken };
    },
    async DescribeStateMachineForExecution(request) {
      const { executionArn, includedData: included } = parseInput(describeInput, request);
      const { machine, mapRunArn, stateMachineArn } = find(executionArn).identity;
      const { updateDate } = machine;
      return {
        ...describeRevision(machine),
        ...withheld(included, ['definition']),
        updateDate: toSeconds(updateDate),
        ...(mapRunArn !== undefined && { mapRunArn, label: stateMachineArn.split('/').at(-1) }),
      };
    },
  } satisfies Record<string, JsonOperation>;
}

function shownStatus({ status, awaitsRedrive }: Execution): string {
  return awaitsRedrive ? 'PENDING_REDRIVE' : status;
}

function listed(execution: Execution): Record<string, unknown> {
  // Each child takes one item.
  const itemCount = execution.identity.mapRunArn === undefined ? undefined : 1;
  return { ...summarize(execution), itemCount };
}

function summarize(execution: Execution): Record<string, unknown> {
  const { identity, startDate, stopDate, redriveCount, redriveDate } = execution;
  const { arn, name, stateMachineArn, mapRunArn } = identity;
  return {
    executionArn: arn,
    name,
    stateMachineArn,
    mapRunArn,
    status: shownStatus(execution),
    startDate: toSeconds(startDate),
    stopDate: toSeconds(stopDate),
    redriveCount,
    redriveDate: toSeconds(redriveDate),
  };
}

function describe(execution: Execution): Record<string, unknown> {
  const { output, error, cause } = execution;
  return {
    ...summarize(execution),
    input: execution.identity.input.text,
    inputDetails: { included: true },
    ...(output && { output: output.text, outputDetails: { included: true } }),
    error,
    cause,
    ...redriveStatusOf(execution),
  };
}
