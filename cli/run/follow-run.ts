import { setTimeout as sleep } from 'node:timers/promises';
import {
  DescribeExecutionCommand,
  type DescribeExecutionCommandOutput,
  type SFNClient,
} from '@aws-sdk/client-sfn';
import { type ProgressLine } from '../shared/progress-line';
import { progressText, readProgress } from './progress';

/** DescribeExecution allows 15 calls a second in an account; one person following a run takes two calls each time. */
const POLL_MILLISECONDS = 1000;

/** Waits until an execution has ended, and tells where it is. */
export async function followRun(
  stepFunctions: SFNClient,
  executionArn: string,
  line: ProgressLine,
): Promise<DescribeExecutionCommandOutput> {
  for (;;) {
    const execution = await stepFunctions.send(new DescribeExecutionCommand({ executionArn }));
    if (execution.status !== 'RUNNING') {
      line.end();
      return execution;
    }
    line.show(progressText(await readProgress(stepFunctions, executionArn)));
    await sleep(POLL_MILLISECONDS);
  }
}
