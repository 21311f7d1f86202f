import fc from 'fast-check';
import { runCompleted, type RunCompleted } from '../../../domain/run/run-completed';
import { runMessage } from '../../../lambdas/notify-run/run-message';
import { COST, JOB, completedResults, failedResults } from '../../support/results-fixtures';

const completed = (changes: Parameters<typeof completedResults>[0] = {}): RunCompleted =>
  runCompleted(completedResults(changes));
const failed = (changes: Parameters<typeof failedResults>[0] = {}): RunCompleted =>
  runCompleted(failedResults(changes));

test('of a completed run: what, how well, for how much, and where', () => {
  expect(runMessage(completed())).toEqual({
    subject: 'Run nightly completed: rougeL 0.1250',
    message: [
      'Run nightly completed after 2 min 5 s.',
      '',
      'Model     echo',
      'Data set  s3://data-bucket/data.jsonl',
      'Records   1,200 read, 0 rejected, 1,200 submitted;',
      '          1,200 scored, 0 unscored, 0 failed, 0 missing',
      '',
      'ROUGE     F        95 % interval',
      'rouge1    0.2500   0.2000 .. 0.3000',
      'rougeL    0.1250   0.1000 .. 0.1500',
      '',
      'Time      prepare 4 s, provision 50 s, transform 1 min 1 s, score 10 s',
      'Cost      0.0039 USD (0.0339 instance hours at 0.115 USD, list price of 2026-08-17), 2 x ml.m5.large',
      '',
      'Results   https://console/results',
      '          s3://data-bucket/runs/nightly/results.json',
      'Answers   s3://data-bucket/runs/nightly/predictions/',
      'Execution https://console/execution',
      'Job       https://console/job',
      'Job logs  https://console/logs',
      '',
    ].join('\n'),
  });
});

test('of a run with failures: its first warnings too', () => {
  const warnings = Array.from({ length: 7 }, (_, index) => `doubt ${index}`);
  const { subject, message } = runMessage(completed({ status: 'CompletedWithFailures', warnings }));
  expect(subject).toBe('Run nightly completed with failures: rougeL 0.1250');
  expect(message).toContain(
    '\n\nWarning: doubt 0\nWarning: doubt 1\nWarning: doubt 2\nWarning: doubt 3\nWarning: doubt 4\n' +
      'and 2 more warnings in the results\n\n',
  );
});

test('of a run without references: no numbers', () => {
  const { subject, message } = runMessage(completed({ rouge: null, scores: null }));
  expect(subject).toBe('Run nightly completed');
  expect(message).toContain('\n\nNo ROUGE: no answered record has a reference.\n\n');
});

test('of a run that failed before its job: the error, and what to do', () => {
  expect(runMessage(failed())).toEqual({
    subject: 'Run nightly failed: DatasetNotFound',
    message: [
      'Run nightly failed after 2 min 5 s.',
      '',
      'DatasetNotFound: s3://data-bucket/data.jsonl does not exist',
      '',
      'What to do: Correct the location in the execution input, or upload the data set.',
      '',
      'Cost      none: there was no transform job',
      '',
      'Results   https://console/results',
      '          s3://data-bucket/runs/nightly/results.json',
      'Execution https://console/execution',
      '',
    ].join('\n'),
  });
});

test('of an aborted run: what its job has cost', () => {
  const { subject, message } = runMessage(
    failed({
      status: 'Aborted',
      error: { name: 'ExecutionAborted', message: 'the execution was stopped' },
      transformJob: { ...JOB, status: 'InProgress' },
      cost: COST,
    }),
  );
  expect(subject).toBe('Run nightly was aborted: ExecutionAborted');
  expect(message).toMatch(/^Run nightly was aborted after 2 min 5 s\.\n\nExecutionAborted: /);
  expect(message).toContain('\nCost      0.0039 USD (');
});

test('of an aborted run: an error that somebody gave is no failed step, and a note ends the cost', () => {
  const note = 'A lower bound: the transform job was still running.';
  const { message } = runMessage(
    failed({
      status: 'Aborted',
      error: { name: 'Operator', message: 'wrong data set' },
      transformJob: { ...JOB, status: 'InProgress' },
      cost: { ...COST, note },
    }),
  );
  expect(message).toContain(
    'Operator: wrong data set\n\nWhat to do: Somebody stopped the execution.',
  );
  expect(message).toContain(`list price of 2026-08-17), 2 x ml.m5.large. ${note}\n`);
});

test('a long error keeps its first lines', () => {
  const stack = Array.from({ length: 500 }, (_, line) => `  at step${line} (index.js:1:${line})`);
  const error = { name: 'States.TaskFailed', message: `It broke.\n${stack.join('\r\n')}` };
  const { message } = runMessage(failed({ error }));
  expect(message).toContain('\nStates.TaskFailed: It broke.\n  at step0 (index.js:1:0)\n');
  expect(message).toContain('  at step8 (index.js:1:8)\n...\n\nWhat to do: Open the execution');
});

test('a run id of 80 characters leaves room for what happened', () => {
  const { subject } = runMessage({ ...completed(), runId: 'n'.repeat(80) });
  expect(subject).toBe(`Run ${'n'.repeat(71)} completed: rougeL 0.1250`);
  expect(subject).toHaveLength(100);
});

test('an error that leaves no room for the run still begins a subject that SNS takes', () => {
  // `aws stepfunctions stop-execution --error` takes 256 characters.
  const error = { name: 'E'.repeat(256), message: 'stopped by hand' };
  expect(runMessage(failed({ error })).subject).toBe(`failed: ${'E'.repeat(92)}`);
});

test('a subject is ASCII, whatever the names', () => {
  const { subject } = runMessage({ ...completed(), runId: 'nächtlich-夜' });
  expect(subject).toBe('Run n?chtlich-? completed: rougeL 0.1250');
});

test('whatever the texts, the subject is one that SNS takes and the message stays short', () => {
  const text = fc
    .tuple(fc.string({ unit: 'binary' }), fc.constantFrom('', ' ', '\n', '\r\n'), fc.nat(600))
    .map(([part, end, times]) => `${part}${end}`.repeat(times));
  fc.assert(
    fc.property(text, text, fc.array(text, { maxLength: 30 }), (runId, message, warnings) => {
      const runs = [
        { ...completed({ warnings }), runId },
        { ...failed({ error: { name: message, message } }), runId },
      ];
      for (const run of runs) {
        const sent = runMessage(run);
        expect(sent.subject).toMatch(/^[\x21-\x7E][\x20-\x7E]{0,99}$/);
        expect(sent.message.split('\n').length).toBeLessThan(40);
        expect(Buffer.byteLength(sent.message)).toBeLessThan(256 * 1024);
      }
    }),
  );
});
