import { Cron } from 'croner';

interface CronField {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  /** Of the values from `min` on. */
  readonly names?: readonly string[];
  /** What only this field may have instead of a value, as croner writes it. */
  readonly special?: (item: string, value: (text: string) => number) => string | undefined;
}

const FIELDS: readonly CronField[] = [
  { name: 'minutes', min: 0, max: 59 },
  { name: 'hours', min: 0, max: 23 },
  { name: 'day-of-month', min: 1, max: 31, special: dayOfMonth },
  {
    name: 'month',
    min: 1,
    max: 12,
    names: 'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC'.split(' '),
  },
  {
    name: 'day-of-week',
    min: 1,
    max: 7,
    names: 'SUN MON TUE WED THU FRI SAT'.split(' '),
    special: dayOfWeek,
  },
  { name: 'year', min: 1970, max: 2199 },
];

/**
 * What is wrong with the fields of EventBridge Scheduler's `cron(...)`, in words for a person, or
 * undefined. A cron that fires on no day of the calendar, such as 30 February, is wrong too.
 * Source: EventBridge Scheduler user guide, "Cron-based schedules".
 */
export function cronFault(fields: string): string | undefined {
  const texts = fields.trim().toUpperCase().split(/\s+/);
  if (texts.length !== FIELDS.length) {
    return `valid: six fields, ${FIELDS.map(({ name }) => name).join(' ')}, not ${texts.length}`;
  }
  const [, , day, , weekday] = texts;
  if ((day === '?') === (weekday === '?')) {
    return 'valid: exactly one ?, as day-of-month or as day-of-week';
  }
  try {
    const pattern = FIELDS.map((field, index) => cronerField(field, texts[index] ?? '')).join(' ');
    return fires(pattern) ? undefined : 'valid: a cron that fires; there is no such day';
  } catch (error) {
    if (error instanceof InvalidField) return error.message;
    throw error;
  }
}

class InvalidField extends Error {
  constructor({ name, min, max, names }: CronField, item: string) {
    const words = names ? ` or ${names[0] ?? ''}-${names.at(-1) ?? ''}` : '';
    super(`valid as ${name}: values in ${min}-${max}${words}, not '${item}'`);
  }
}

/** From the first year that a cron may name, so that a config stays valid when its years are over. */
function fires(pattern: string): boolean {
  const cron = new Cron(`0 ${pattern}`, {
    paused: true,
    timezone: 'UTC',
    mode: '7-part',
    // As AWS counts: SUN is 1.
    alternativeWeekdays: true,
    domAndDow: true,
  });
  return cron.nextRun(new Date(Date.UTC(1970, 0, 1) - 1)) !== null;
}

function cronerField(field: CronField, text: string): string {
  if (text === '?' && field.special) return '*';
  return text
    .split(',')
    .map((item) => field.special?.(item, (value) => valueOf(field, value)) ?? range(field, item))
    .join(',');
}

/** `7`, `1-5`, `*`, and each with a step: `0/15` counts from 0 to the field's end. */
function range(field: CronField, item: string): string {
  const [, first, last, step] = /^(\*|\w+)(?:-(\w+))?(?:\/(\d+))?$/.exec(item) ?? [];
  if (first === undefined || (first === '*' && last !== undefined)) {
    throw new InvalidField(field, item);
  }
  const from = first === '*' ? field.min : valueOf(field, first);
  const to = last === undefined ? field.max : valueOf(field, last);
  if (to < from) throw new InvalidField(field, item);
  if (step !== undefined) {
    // AWS's table of wildcards gives the day of the week no step.
    const takesStep = field.special !== dayOfWeek;
    if (!takesStep || Number(step) < 1 || Number(step) > field.max) {
      throw new InvalidField(field, item);
    }
    return `${from}-${to}/${Number(step)}`;
  }
  return first !== '*' && last === undefined ? String(from) : `${from}-${to}`;
}

/** `L`: the last day; `15W`: the weekday next to the 15th. */
function dayOfMonth(item: string, value: (text: string) => number): string | undefined {
  if (item === 'L') return item;
  const [, day] = /^(\d+)W$/.exec(item) ?? [];
  return day === undefined ? undefined : `${value(day)}W`;
}

/** `L`: Saturday; `6L`: the month's last Friday; `6#2`: its second one. */
function dayOfWeek(item: string, value: (text: string) => number): string | undefined {
  if (item === 'L') return '7';
  const [, day, nth] = /^(\w+?)(?:#([1-5])|L)$/.exec(item) ?? [];
  return day === undefined ? undefined : `${value(day)}#${nth ?? 'L'}`;
}

function valueOf(field: CronField, text: string): number {
  const named = field.names?.indexOf(text) ?? -1;
  const value = named >= 0 ? field.min + named : /^\d+$/.test(text) ? Number(text) : NaN;
  if (value >= field.min && value <= field.max) return value;
  throw new InvalidField(field, text);
}
