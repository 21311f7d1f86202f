import { cronFault } from './cron-expression';

const FORMS = 'rate(1 day), cron(0 2 * * ? *) or at(2027-01-31T02:00:00)';

/**
 * What is wrong with a schedule expression of EventBridge Scheduler, in words that say what would be
 * valid, or undefined. A time that is over is not wrong: a config is synthesized again afterwards.
 * Source: EventBridge Scheduler user guide, "Schedule types in EventBridge Scheduler".
 */
export function scheduleExpressionFault(expression: string): string | undefined {
  const [, kind, content = ''] = /^(rate|cron|at)\((.*)\)$/.exec(expression) ?? [];
  switch (kind) {
    case 'rate':
      return rateFault(content);
    case 'cron':
      return cronFault(content);
    case 'at':
      return isLocalTime(content)
        ? undefined
        : 'valid: at(yyyy-mm-ddThh:mm:ss), a time without a zone; the zone is timeZone';
    default:
      return `valid: ${FORMS}`;
  }
}

function rateFault(content: string): string | undefined {
  const [, value = '', unit = '', plural = ''] =
    /^([1-9]\d*) (minute|hour|day)(s?)$/.exec(content) ?? [];
  if (unit === '') return 'valid: a rate of a whole number from 1 of minutes, hours or days';
  const right = value === '1' ? unit : `${unit}s`;
  return right === `${unit}${plural}` ? undefined : `valid: rate(${value} ${right})`;
}

/** Date.parse takes the 30th of February for the 2nd of March. */
function isLocalTime(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(text)) return false;
  const time = Date.parse(`${text}Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
