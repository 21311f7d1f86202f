import { PutObjectCommand } from '@aws-sdk/client-s3';
import { resultsTable } from '../../../cli/run/results-table';
import { type EndedExecution, showOutcome } from '../../../cli/run/show-outcome';
import { CliError } from '../../../cli/shared/cli-error';
import { duplicateOf } from '../../../domain/run/idempotency';
import { BUCKET, startS3, type S3Server } from '../../local/s3/s3-server';
import { completedResults, failedResults } from '../../support/results-fixtures';
import { EXECUTION } from '../../support/run-fixtures';

let server: S3Server;
let out: string;
let words: string;
beforeAll(async () => {
  server = await startS3();
});
afterAll(() => server.stop());
beforeEach(() => {
  [out, words] = ['', ''];
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => (out += String(text)) !== '');
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => (words += String(text)) !== '');
});
afterEach(() => {
  jest.restoreAllMocks();
  process.exitCode = undefined;
});

const put = (results: { runId: string }) =>
  server.client.send(
    new PutObjectCommand({
      Bucket: BUCKET,
      Key: `runs/${results.runId}/results.json`,
      Body: JSON.stringify(results),
    }),
  );

const show = (
  execution: Partial<EndedExecution>,
  runId: string,
  format: 'json' | 'table' = 'table',
) =>
  showOutcome(
    { executionArn: EXECUTION.arn, status: 'SUCCEEDED', ...execution },
    { s3: server.client },
    { dataBucket: BUCKET, runId, format },
  );

test('the results of a run that succeeded', async () => {
  const results = completedResults({ runId: 'good' });
  await put(results);
  await show({ status: 'SUCCEEDED', output: JSON.stringify({ status: 'Completed' }) }, 'good');
  expect(out).toBe(`${resultsTable(results)}\n`);
  expect(process.exitCode).toBeUndefined();
});

test('those of one that failed, with exit status 1', async () => {
  const results = failedResults({ runId: 'bad' });
  await put(results);
  await show({ status: 'FAILED', error: 'DatasetNotFound' }, 'bad', 'json');
  expect(JSON.parse(out)).toEqual(results);
  expect(process.exitCode).toBe(1);
});

test("the execution's own error, when the results are those of another execution", async () => {
  await put(completedResults({ runId: 'before' }));
  const execution = { executionArn: 'arn:other', status: 'FAILED', cause: 'taken' } as const;
  await expect(show({ ...execution, error: 'RunAlreadyEnded' }, 'before')).rejects.toThrow(
    new CliError('the execution ended as FAILED: RunAlreadyEnded: taken'),
  );
});

describe('a duplicate', () => {
  const duplicate = (holder: string) =>
    duplicateOf({ idempotencyKey: 'once', execution: { ...EXECUTION, name: holder } }, BUCKET);
  const ended = (holder: string) =>
    ({ status: 'SUCCEEDED', output: JSON.stringify(duplicate(holder)) }) as const;

  test('shows the results of the run that has its key, whose failure is not its own', async () => {
    const results = failedResults({ runId: 'holder' });
    await put(results);
    await show(ended('holder'), 'second');
    expect(words).toBe(`Duplicate of run holder: ${duplicate('holder').message}\n`);
    expect(out).toBe(`${resultsTable(results)}\n`);
    expect(process.exitCode).toBeUndefined();
  });

  test('of a run that has none yet says where they will be', async () => {
    await show(ended('running'), 'second');
    expect(words).toContain('That run has no results yet: https://');
    expect(words).toContain('Later: t2t results running\n');
    expect(out).toBe('');
    expect(process.exitCode).toBeUndefined();
  });

  test('is itself the JSON then', async () => {
    await show(ended('running'), 'second', 'json');
    expect(JSON.parse(out)).toEqual(duplicate('running'));
  });
});
