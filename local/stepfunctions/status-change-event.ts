import { type EventEntry } from '../events/event';
import { type Execution } from './execution';
import { redriveStatusOf } from './redrive-status';

/** Source: Developer Guide, "Automating with EventBridge: Step Functions event examples". */
export function statusChangeEvent(execution: Execution): EventEntry {
  const { arn, name, stateMachineArn, input } = execution.identity;
  const { status, startDate, stopDate, output, error, cause } = execution;
  const { redriveCount, redriveDate } = execution;
  const { redriveStatus, redriveStatusReason } = redriveStatusOf(execution);
  return {
    source: 'aws.states',
    detailType: 'Step Functions Execution Status Change',
    resources: [arn],
    detail: {
      executionArn: arn,
      stateMachineArn,
      stateMachineVersionArn: null,
      stateMachineAliasArn: null,
      name,
      status,
      startDate,
      stopDate: stopDate ?? null,
      input: input.text,
      inputDetails: { included: true },
      output: output?.text ?? null,
      outputDetails: output ? { included: true } : null,
      error: error ?? null,
      cause: cause ?? null,
      redriveCount,
      redriveDate: redriveDate ?? null,
      redriveStatus,
      redriveStatusReason: redriveStatusReason ?? null,
    },
  };
}
