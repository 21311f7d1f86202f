import * as z from 'zod';
import { AwsError } from '../../gateway/aws-error';
import { type JsonOperation } from '../../gateway/aws-json';
import { checkArn } from '../arns';
import { type Execution } from '../execution';
import { type Executions } from '../executions';
import { type StateMachines } from '../state-machines';
import { pageOf, pagingInput } from './paging';
import { parseInput } from './parse-input';
import { toSeconds } from './seconds';
import { describeRevision } from './state-machine-operations';

const startInput = z.object({
  stateMachineArn: z.string(),
  name: z.string().optional(),
  input: z.string().default('{}'),
});
const arnInput = z.object({ executionArn: z.string() });
const stopInput = z.object({
  executionArn: z.string(),
  error: z.string().max(256).optional(),
  cause: z.string().max(32_768).optional(),
});
const listInput = z.object({
  stateMachineArn: z.string().optional(),
  mapRunArn: z.string().optional(),
  statusFilter: z
    .enum(['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED', 'PENDING_REDRIVE'])
    .optional(),
  ...pagingInput,
});

/** StartExecution, DescribeExecution, StopExecution, ListExecutions, DescribeStateMachineForExecution. */
export function executionOperations(
  machines: StateMachines,
  executions: Executions,
): Record<string, JsonOperation> {
  const find = (arn: string): Execution => executions.get(checkArn(arn, 'execution'));
  return {
    async StartExecution(request) {
      const { stateMachineArn, input, name } = parseInput(startInput, request);
      const machine = machines.get(checkArn(stateMachineArn, 'stateMachine'));
      const { identity, startDate } = executions.start(machine, input, name);
      return { executionArn: identity.arn, startDate: toSeconds(startDate) };
    },
    async DescribeExecution(request) {
      return describe(find(parseInput(arnInput, request).executionArn));
    },
    async StopExecution(request) {
      const { executionArn, error, cause } = parseInput(stopInput, request);
      const execution = find(executionArn);
      execution.stop(error, cause);
      return { stopDate: toSeconds(execution.stopDate) };
    },
    async ListExecutions(request) {
      const { stateMachineArn, mapRunArn, statusFilter, ...paging } = parseInput(
        listInput,
        request,
      );
      if ((stateMachineArn === undefined) === (mapRunArn === undefined)) {
        throw new AwsError(
          'ValidationException',
          'ListExecutions takes either a stateMachineArn or a mapRunArn',
        );
      }
      if (stateMachineArn !== undefined) machines.get(checkArn(stateMachineArn, 'stateMachine'));
      if (mapRunArn !== undefined) executions.getMapRun(checkArn(mapRunArn, 'mapRun'));
      const listed = executions
        .list()
        .filter(
          ({ identity, status }) =>
            (mapRunArn === undefined
              ? identity.stateMachineArn === stateMachineArn
              : identity.mapRunArn === mapRunArn) &&
            (statusFilter === undefined || status === statusFilter),
        )
        .reverse();
      const { page, nextToken } = pageOf(listed, ({ sequence }) => sequence, paging, 'descending');
      return { executions: page.map(summarize), nextToken };
    },
    async DescribeStateMachineForExecution(request) {
      const { machine, mapRunArn, stateMachineArn } = find(
        parseInput(arnInput, request).executionArn,
      ).identity;
      const { updateDate } = machine;
      return {
        ...describeRevision(machine),
        updateDate: toSeconds(updateDate),
        ...(mapRunArn !== undefined && { mapRunArn, label: stateMachineArn.split('/').at(-1) }),
      };
    },
  };
}

function summarize({ identity, status, startDate, stopDate }: Execution): Record<string, unknown> {
  const { arn, name, stateMachineArn, mapRunArn } = identity;
  return {
    executionArn: arn,
    name,
    stateMachineArn,
    mapRunArn,
    status,
    startDate: toSeconds(startDate),
    stopDate: toSeconds(stopDate),
    redriveCount: 0,
  };
}

function describe(execution: Execution): Record<string, unknown> {
  const { status, output, error, cause } = execution;
  return {
    ...summarize(execution),
    input: execution.identity.input.text,
    inputDetails: { included: true },
    ...(output && { output: output.text, outputDetails: { included: true } }),
    error,
    cause,
    redriveStatus: 'NOT_REDRIVABLE',
    redriveStatusReason: ['RUNNING', 'SUCCEEDED'].includes(status)
      ? `Execution is ${status} and cannot be redriven`
      : 'The embedded AWS does not redrive executions',
  };
}
