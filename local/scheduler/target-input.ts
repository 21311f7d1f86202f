import { randomUUID } from 'node:crypto';
import { type AttemptContext, fillContextAttributes, isoSeconds } from './context-attributes';
import { type Schedule } from './schedule';

/** JSON text for the target: the schedule's own input, else the notification that AWS sends. */
export function targetInput(schedule: Schedule, context: AttemptContext): string {
  const { Input } = schedule.settings.Target;
  if (Input !== undefined) return fillContextAttributes(Input, context);
  const [, , , region, account] = schedule.arn.split(':');
  return JSON.stringify({
    version: '0',
    id: randomUUID(),
    'detail-type': 'Scheduled Event',
    source: 'aws.scheduler',
    account,
    time: isoSeconds(context.scheduledTime),
    region,
    resources: [schedule.arn],
    // Text, not an object: so AWS sends it.
    detail: '{}',
  });
}
