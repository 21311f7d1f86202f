/**
 * Headings of `docs/runbook.md`, one for each kind of alarm. Below each stand Description,
 * Investigation and Resolution; a test holds both ends together.
 */
export const ALARM_SECTIONS = [
  'A run failed',
  'A run timed out',
  'Step Functions slows the runs down',
  'A transform job failed',
  'Records failed',
  'Records are missing',
  'A function fails',
  'A function is throttled',
  'Events were not delivered',
  'Undelivered events were lost',
  'A job outlived its run',
  'The sweeper does not run',
  'The endpoint answers with errors',
  'The endpoint is slow',
] as const;

export type AlarmSection = (typeof ALARM_SECTIONS)[number];

/** Where the page lies in this repository. */
const RUNBOOK_FILE = 'docs/runbook.md';

/**
 * Link to an alarm's section.
 *
 * @param runbookUrl where the page can be read, as the config says; null: only its place in the repository is known
 */
export function runbookLink(section: AlarmSection, runbookUrl: string | null): string {
  return `${runbookUrl ?? RUNBOOK_FILE}#${anchorOf(section)}`;
}

/** As GitHub and most Markdown renderers name a heading's anchor. */
function anchorOf(heading: string): string {
  return heading.toLowerCase().replaceAll(' ', '-');
}
