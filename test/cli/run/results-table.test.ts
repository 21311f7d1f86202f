import { resultsTable } from '../../../cli/run/results-table';
import { transformJobCost } from '../../../domain/cost/transform-job-cost';
import { completedResults, failedResults, JOB, measures } from '../../support/results-fixtures';

/** The cells of each row of the tables in a text. */
function rowsOf(text: string): string[][] {
  return text
    .split('\n')
    .filter((line) => line.startsWith('│'))
    .map((line) =>
      line
        .split('│')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

describe('of a run that completed', () => {
  it('begins with what ended, how and after which time', () => {
    expect(resultsTable(completedResults()).split('\n')[0]).toBe(
      'Run nightly: Completed after 2 min 5 s',
    );
  });

  it('shows counts, the scores and their intervals', () => {
    expect(rowsOf(resultsTable(completedResults()))).toEqual([
      ['read', 'rejected', 'submitted', 'scored', 'unscored', 'failed', 'missing'],
      ['1,200', '0', '1,200', '1,200', '0', '0', '0'],
      ['F', 'rouge1', 'rougeL'],
      ['this run', '0.2500', '0.1250'],
      ['95 % interval', '0.2000-0.3000', '0.1000-0.1500'],
    ]);
  });

  it('shows the lead baselines beside them', () => {
    const baseline = (rouge1: number) => ({
      records: 1200,
      rouge: { rouge1, rougeL: rouge1 / 2 },
      scores: { rouge1: measures(rouge1, 0, 1) },
    });
    const baselines = { lead1: baseline(0.5), lead3: baseline(0.75) };
    expect(rowsOf(resultsTable(completedResults({ baselines }))).slice(-2)).toEqual([
      ['lead-1', '0.5000', '0.2500'],
      ['lead-3', '0.7500', '0.3750'],
    ]);
  });

  it('says that there is no ROUGE without references', () => {
    const text = resultsTable(completedResults({ rouge: null, scores: null }));
    expect(text).toContain('\nNo ROUGE: no answered record has a reference.\n');
    expect(rowsOf(text)).toHaveLength(2);
  });

  it('ends with the job, where the time went, what it cost, and where all lies', () => {
    expect(resultsTable(completedResults()).split('\n').slice(-5)).toEqual([
      'transform job  nightly-p1-a1 (Completed), 2 x ml.m5.large',
      'time           prepare 4 s, provision 50 s, transform 1 min 1 s, score 10 s',
      'cost           0.0039 USD (0.0339 instance hours at 0.115 USD, list price of 2026-08-17)',
      'results        s3://data-bucket/runs/nightly/results.json',
      'predictions    s3://data-bucket/runs/nightly/predictions/',
    ]);
  });
});

test('a run with failures shows its warnings and its ledger', () => {
  const { links } = completedResults();
  const text = resultsTable(
    completedResults({
      status: 'CompletedWithFailures',
      warnings: ['3 records have no answer.', 'Answers are short.'],
      links: { ...links, ledger: 's3://data-bucket/runs/nightly/ledger.jsonl' },
    }),
  );
  expect(text).toMatch(/^Run nightly: CompletedWithFailures after/);
  expect(text).toContain('\nWarning: 3 records have no answer.\nWarning: Answers are short.\n');
  expect(text).toMatch(/\nledger {9}s3:\/\/data-bucket\/runs\/nightly\/ledger\.jsonl$/);
});

test('a failed run shows its error and where its results lie', () => {
  expect(resultsTable(failedResults())).toBe(
    [
      'Run nightly: Failed after 2 min 5 s',
      'DatasetNotFound: s3://data-bucket/data.jsonl does not exist',
      'results        s3://data-bucket/runs/nightly/results.json',
    ].join('\n'),
  );
});

test('a run that failed while its job was running shows what that has cost', () => {
  const cost = transformJobCost({ ...JOB, region: 'us-east-1', isRunning: true });
  const text = resultsTable(
    failedResults({ transformJob: { ...JOB, status: 'InProgress' }, cost }),
  );
  expect(text).toContain('\ntransform job  nightly-p1-a1 (InProgress), 2 x ml.m5.large\n');
  expect(text).toContain('list price of 2026-08-17). A lower bound: the transform job was still');
});
