import { resultsTable } from '../../../cli/run/results-table';
import { completedResults, failedResults, measures } from '../results-fixtures';

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

  it('ends with the job, what it is billed for, and where all lies', () => {
    expect(resultsTable(completedResults()).split('\n').slice(-3)).toEqual([
      'transform job  nightly-p1-a1 (Completed), 2 x ml.m5.large, 1 min 1 s billed',
      'results        s3://data-bucket/runs/nightly/results.json',
      'predictions    s3://data-bucket/runs/nightly/predictions/',
    ]);
  });

  it('names no bill that is not known', () => {
    const { transformJob } = completedResults();
    const text = resultsTable(
      completedResults({ transformJob: { ...transformJob, billedSeconds: null } }),
    );
    expect(text).toMatch(/2 x ml\.m5\.large$/m);
    expect(text).not.toContain('billed');
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
      'results  s3://data-bucket/runs/nightly/results.json',
    ].join('\n'),
  );
});
