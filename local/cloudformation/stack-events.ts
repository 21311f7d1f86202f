import { type Clock } from '../clock';
import { type RecordEvent } from './resource-steps';
import { type Stack, type StackStatus } from './stack';

/** Moves a stack to a status, and records that as an event of the stack itself. */
export function setStatus(stack: Stack, clock: Clock, status: StackStatus, reason?: string): void {
  stack.status = status;
  stack.events.push({
    timestamp: clock.now(),
    logicalId: stack.name,
    physicalId: stack.id,
    type: 'AWS::CloudFormation::Stack',
    status,
    reason,
  });
}

/** Records the events of a stack's resources. */
export function eventRecorder(stack: Stack, clock: Clock): RecordEvent {
  return (status, { logicalId, type, physicalId = '' }, reason) => {
    stack.events.push({ timestamp: clock.now(), logicalId, physicalId, type, status, reason });
  };
}
