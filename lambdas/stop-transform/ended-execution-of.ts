import { endedExecutionEvent, failedRunPayload } from '../../domain/run/payloads';
import { endedExecution, type EndedExecution } from '../shared/ended-execution';

/** @throws ZodError when the event is neither the state machine's payload nor the rule's event */
export function endedExecutionOf(event: unknown): EndedExecution {
  const ruleEvent = endedExecutionEvent.safeParse(event);
  if (!ruleEvent.success) {
    const { execution, ...why } = failedRunPayload.parse(event);
    return endedExecution(execution, 'FAILED', why);
  }
  const { executionArn, name, status, startDate, ...why } = ruleEvent.data.detail;
  const startTime = new Date(startDate).toISOString();
  return endedExecution({ arn: executionArn, name, startTime }, status, why);
}
