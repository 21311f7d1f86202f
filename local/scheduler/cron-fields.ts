interface Field {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  /** Names of the values from `min` on. */
  readonly names?: readonly string[];
  /** Reads what only this field knows; undefined for everything else. */
  readonly special?: (item: string, valueOf: (text: string) => number) => string | undefined;
}

const MONTHS = 'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC'.split(' ');
const WEEKDAYS = 'SUN MON TUE WED THU FRI SAT'.split(' ');

const FIELDS: readonly Field[] = [
  { name: 'minutes', min: 0, max: 59 },
  { name: 'hours', min: 0, max: 23 },
  { name: 'day-of-month', min: 1, max: 31, special: dayOfMonth },
  { name: 'month', min: 1, max: 12, names: MONTHS },
  { name: 'day-of-week', min: 1, max: 7, names: WEEKDAYS, special: dayOfWeek },
  { name: 'year', min: 1970, max: 2199 },
];

/**
 * AWS's six cron fields as croner's pattern of seven (seconds first; SUN is 1; no names, no steps
 * without a range).
 * Source: EventBridge Scheduler user guide, "Cron-based schedules".
 * @throws Error whose message names the field and what is valid
 */
export function toCronerPattern(fields: string): string {
  const texts = fields.trim().toUpperCase().split(/\s+/);
  if (texts.length !== FIELDS.length) {
    const names = FIELDS.map(({ name }) => name).join(' ');
    throw new Error(`Six fields are expected (${names}), not ${texts.length}`);
  }
  const [, , day, , weekday] = texts;
  if ((day === '?') === (weekday === '?')) {
    throw new Error('Exactly one of day-of-month and day-of-week is ?');
  }
  return ['0', ...FIELDS.map((field, at) => translate(field, texts[at] ?? ''))].join(' ');
}

function translate(field: Field, text: string): string {
  if (text === '*' || (text === '?' && field.special)) return '*';
  const special = field.special?.(text, (value) => valueOf(field, value));
  return (
    special ??
    text
      .split(',')
      .map((item) => range(field, item))
      .join(',')
  );
}

/** `7`, `1-5`, `*`, and each with a step: `0/15` counts from 0 to the field's end. */
function range(field: Field, item: string): string {
  const [, from, to, step] = /^(\*|\w+)(?:-(\w+))?(?:\/(\d+))?$/.exec(item) ?? [];
  if (from === undefined || (from === '*' && to !== undefined)) throw invalid(field, item);
  const first = from === '*' ? field.min : valueOf(field, from);
  if (step === undefined && from !== '*' && to === undefined) return String(first);
  const last = to === undefined ? field.max : valueOf(field, to);
  if (last < first) throw new Error(`${field.name}: the range '${item}' goes backwards`);
  if (step === undefined) return `${first}-${last}`;
  // The table of wildcards gives the day of the week no step.
  if (field.special === dayOfWeek || Number(step) < 1 || Number(step) > field.max) {
    throw invalid(field, item);
  }
  return `${first}-${last}/${Number(step)}`;
}

/** `L`: the last day; `15W`: the weekday next to the 15th, in the same month. */
function dayOfMonth(item: string, value: (text: string) => number): string | undefined {
  if (item === 'L') return 'L';
  const [, day] = /^(\d+)W$/.exec(item) ?? [];
  return day === undefined ? undefined : `${value(day)}W`;
}

/** `L`: the week's last day; `6L`: the month's last Friday; `6#2`: its second one. */
function dayOfWeek(item: string, value: (text: string) => number): string | undefined {
  if (item === 'L') return '7';
  const [, day, nth] = /^(\w+?)(?:#([1-5])|L)$/.exec(item) ?? [];
  return day === undefined ? undefined : `${value(day)}#${nth ?? 'L'}`;
}

function valueOf(field: Field, text: string): number {
  const index = field.names?.indexOf(text) ?? -1;
  const value = index >= 0 ? field.min + index : /^\d+$/.test(text) ? Number(text) : NaN;
  if (value >= field.min && value <= field.max) return value;
  throw invalid(field, text);
}

function invalid({ name, min, max, names = [] }: Field, item: string): Error {
  const [first, last] = [names[0], names.at(-1)];
  const named = first && last ? ` or ${first}-${last}` : '';
  return new Error(`${name}: '${item}' is not made of values in ${min}-${max}${named}`);
}
