import { costText } from '../../domain/cost/cost-text';
import { cutText } from '../../domain/run/cut-text';
import { durationText } from '../../domain/run/duration-text';
import { phasesText } from '../../domain/run/phases-text';
import { type RunCompleted } from '../../domain/run/run-completed';
import { nextStep } from './next-step';

/** SNS: a subject has at most 100 ASCII characters, without line breaks, and begins with no blank. */
const MAX_SUBJECT = 100;
/** Of the message, which a phone should show at once; the results have the whole text. */
const MAX_ERROR = 1200;
const MAX_ERROR_LINES = 10;
const MAX_WARNINGS = 5;

export interface RunMessage {
  readonly subject: string;
  readonly message: string;
}

const VERBS: Readonly<Record<RunCompleted['status'], string>> = {
  Completed: 'completed',
  CompletedWithFailures: 'completed with failures',
  Failed: 'failed',
  Aborted: 'was aborted',
};

/** A run's end for a person: plain text of less than 40 lines, the most important first. */
export function runMessage(run: RunCompleted): RunMessage {
  const blocks = [
    [`Run ${run.runId} ${VERBS[run.status]} after ${durationText(run.times.seconds)}.`],
    errorLines(run),
    whatLines(run),
    scoreLines(run),
    warningLines(run),
    costLines(run),
    linkLines(run),
  ];
  const message = blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map(oneLine).join('\n'))
    .join('\n\n');
  return { subject: subjectOf(run), message: `${message}\n` };
}

/** `Run nightly completed: rougeLsum 0.2470`, `Run nightly failed: DatasetNotFound`. */
function subjectOf({ runId, status, rouge, error }: RunCompleted): string {
  const [type, score] = Object.entries(rouge ?? {}).at(-1) ?? [];
  const detail = error?.name ?? (score === undefined ? '' : `${type} ${score.toFixed(4)}`);
  // A long run id yields to what happened.
  const end = ` ${VERBS[status]}${detail === '' ? '' : `: ${detail}`}`;
  const name = `Run ${runId}`.slice(0, Math.max(0, MAX_SUBJECT - end.length));
  return `${name}${end}`
    .trimStart()
    .replace(/[^\x20-\x7E]/g, '?')
    .slice(0, MAX_SUBJECT);
}

function errorLines({ status, error }: RunCompleted): string[] {
  if (error === null) return [];
  const lines = `${oneLine(error.name)}: ${error.message}`.trim().split(/[\r\n]+/);
  return [
    ...cutText(lines.slice(0, MAX_ERROR_LINES).join('\n'), MAX_ERROR).split('\n'),
    ...(lines.length > MAX_ERROR_LINES ? ['...'] : []),
    '',
    // Whoever stops an execution may name any error.
    `What to do: ${nextStep(status === 'Aborted' ? 'ExecutionAborted' : error.name)}`,
  ];
}

function whatLines({ model, dataset, counts }: RunCompleted): string[] {
  if (model === null || dataset === null || counts === null) return [];
  const records = Object.entries(counts).map(
    ([name, count]) => `${count.toLocaleString('en-US')} ${name}`,
  );
  return [
    `Model     ${model}`,
    `Data set  ${dataset}`,
    `Records   ${records.slice(0, 3).join(', ')};`,
    `          ${records.slice(3).join(', ')}`,
  ];
}

function scoreLines({ status, rouge, fmeasure }: RunCompleted): string[] {
  if (status === 'Failed' || status === 'Aborted') return [];
  if (rouge === null) return ['No ROUGE: no answered record has a reference.'];
  const rows = Object.entries(rouge).map(([type, score]) => {
    const interval = fmeasure?.[type];
    const range = interval ? `${interval.low.toFixed(4)} .. ${interval.high.toFixed(4)}` : '';
    return `${type.padEnd(10)}${score.toFixed(4)}   ${range}`.trimEnd();
  });
  return ['ROUGE     F        95 % interval', ...rows];
}

function warningLines({ warnings }: RunCompleted): string[] {
  const more = warnings.length - MAX_WARNINGS;
  return [
    ...warnings.slice(0, MAX_WARNINGS).map((warning) => `Warning: ${warning}`),
    ...(more > 0 ? [`and ${more} more warnings in the results`] : []),
  ];
}

function costLines({ times, transformJob, cost }: RunCompleted): string[] {
  const phases = phasesText(times.phases);
  return [
    ...(phases === '' ? [] : [`Time      ${phases}`]),
    cost === null || transformJob === null
      ? 'Cost      none: there was no transform job'
      : costLine(cost, transformJob),
  ];
}

/** The note is sentences: it comes last. */
function costLine(
  { note, ...amount }: NonNullable<RunCompleted['cost']>,
  { instanceCount, instanceType }: NonNullable<RunCompleted['transformJob']>,
): string {
  const line = `Cost      ${costText({ ...amount, note: null })}, ${instanceCount} x ${instanceType}`;
  return note === null ? line : `${line}. ${note}`;
}

function linkLines({ links }: RunCompleted): string[] {
  const named = [
    ['Results', links.resultsPage],
    ['', links.results],
    ['Answers', links.predictions],
    ['Execution', links.execution],
    ['Job', links.transformJob],
    ['Job logs', links.jobLogs],
  ] as const;
  return named.flatMap(([name, link]) => (link === null ? [] : [`${name.padEnd(10)}${link}`]));
}

/** Line breaks in a key or a warning would break the message's lines; SNS takes no other controls. */
function oneLine(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ');
}
