import { randomUUID } from 'node:crypto';
import { type Clock } from '../clock';
import { type RecordEvent } from './resource-steps';
import { type Stack, type StackStatus } from './stack';

/** Moves a stack to a status, and records that as an event of the stack itself. */
export function setStatus(stack: Stack, clock: Clock, status: StackStatus, reason?: string): void {
  stack.status = status;
  stack.statusReason = reason;
  stack.events.push({
    id: randomUUID(),
    timestamp: eventTime(stack, clock),
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
    const [id, timestamp] = [randomUUID(), eventTime(stack, clock)];
    stack.events.push({ id, timestamp, logicalId, physicalId, type, status, reason });
  };
}

/** Later than any event before, as clients sort them by time, and several can fall into a millisecond. */
function eventTime({ events }: Stack, clock: Clock): number {
  const last = events.at(-1)?.timestamp;
  return last === undefined ? clock.now() : Math.max(clock.now(), last + 1);
}
