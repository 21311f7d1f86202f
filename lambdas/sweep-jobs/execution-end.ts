import { DescribeExecutionCommand, type SFNClient } from '@aws-sdk/client-sfn';
import { type Execution } from '../../domain/run/plan';
import { endedExecution, type EndedExecution } from '../shared/ended-execution';

/** How an execution whose job still runs came to its end. Undefined: it has not. */
export async function executionEnd(
  execution: Execution,
  stepFunctions: SFNClient,
): Promise<EndedExecution | undefined> {
  const described = await describe(execution.arn, stepFunctions);
  switch (described?.status) {
    case 'RUNNING':
    case 'PENDING_REDRIVE':
      return undefined;
    case 'FAILED':
    case 'TIMED_OUT':
    case 'ABORTED':
      return endedExecution(execution, described.status, described);
    case 'SUCCEEDED':
      return endedExecution(execution, 'FAILED', {
        error: 'JobOutlivedRun',
        cause: 'the execution succeeded while its transform job was still running',
      });
    case undefined:
      return endedExecution(execution, 'FAILED', {
        error: 'ExecutionDoesNotExist',
        cause:
          'Step Functions knows the execution no more, its transform job was still running; ' +
          'was the state machine deleted?',
      });
  }
}

async function describe(executionArn: string, stepFunctions: SFNClient) {
  try {
    return await stepFunctions.send(new DescribeExecutionCommand({ executionArn }));
  } catch (error) {
    if ((error as Error).name === 'ExecutionDoesNotExist') return undefined;
    throw error;
  }
}
