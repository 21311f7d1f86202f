import { type EventEntry } from '../events/event';
import { type Execution } from './execution';

/** Source: Developer Guide, "Automating with EventBridge: Step Functions event examples". */
export function statusChangeEvent(execution: Execution): EventEntry {
  const { arn, name, stateMachineArn, input } = execution.identity;
  const { status, startDate, stopDate, output, error, cause } = execution;
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
      redriveCount: 0,
      redriveDate: null,
      redriveStatus: 'NOT_REDRIVABLE',
    },
  };
}
