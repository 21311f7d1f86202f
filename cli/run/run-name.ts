/** An execution's name for people: what and when, e.g. `run-20261124-150304-123`. */
export function runName(prefix: string, now: Date): string {
  const [date = '', time = ''] = now.toISOString().split('T');
  return `${prefix}-${date.replaceAll('-', '')}-${time.slice(0, 12).replace(/[:.]/g, (mark) => (mark === '.' ? '-' : ''))}`;
}
