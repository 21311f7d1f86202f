import fc from 'fast-check';
import { runCompleted, runCompletedSchema } from '../../../domain/run/run-completed';
import { COST, JOB, completedResults, failedResults } from '../../support/results-fixtures';

/** Of an entry of PutEvents, in bytes. */
const LIMIT = 256 * 1024;

test('of a completed run: what a reader of the event decides by', () => {
  const results = completedResults({ warnings: ['Answers are short.'] });
  expect(runCompleted(results)).toStrictEqual({
    version: 1,
    runId: 'nightly',
    status: 'Completed',
    execution: results.execution,
    model: 'echo',
    dataset: 's3://data-bucket/data.jsonl',
    counts: results.counts,
    rouge: { rouge1: 0.25, rougeL: 0.125 },
    fmeasure: {
      rouge1: { mean: 0.25, low: 0.2, high: 0.3 },
      rougeL: { mean: 0.125, low: 0.1, high: 0.15 },
    },
    times: results.times,
    transformJob: JOB,
    cost: COST,
    error: null,
    warnings: ['Answers are short.'],
    links: {
      results: 's3://data-bucket/runs/nightly/results.json',
      resultsPage: 'https://console/results',
      predictions: 's3://data-bucket/runs/nightly/predictions/',
      execution: 'https://console/execution',
      transformJob: 'https://console/job',
      jobLogs: 'https://console/logs',
    },
  });
});

test('of a failed run: its error, and null for what it has not', () => {
  expect(runCompleted(failedResults())).toMatchObject({
    status: 'Failed',
    error: { name: 'DatasetNotFound', message: 's3://data-bucket/data.jsonl does not exist' },
    model: null,
    counts: null,
    rouge: null,
    fmeasure: null,
    transformJob: null,
    cost: null,
    warnings: [],
    links: { predictions: null, transformJob: null, jobLogs: null },
  });
});

test('a long error is cut, with a mark', () => {
  const error = { name: 'TransformJobFailed', message: `first line\n${'x'.repeat(100_000)}` };
  const { message = '' } = runCompleted(failedResults({ error })).error ?? {};
  expect(message).toMatch(/^first line\nx+ \.\.\. \(cut\)$/);
  expect(message).toHaveLength(4000);
});

test('whatever the texts, the event fits into an entry, and its schema accepts it', () => {
  const text = fc
    .tuple(fc.string({ unit: 'binary' }), fc.integer({ min: 0, max: 20_000 }))
    .map(([part, times]) => `${part}\u0000`.repeat(times).slice(0, 20_000));
  fc.assert(
    fc.property(text, text, fc.nat(60), text, (message, warning, times, name) => {
      const warnings = Array.from({ length: times }, () => warning);
      const { provenance } = completedResults();
      const { model, dataset } = provenance;
      const events = [
        completedResults({
          warnings,
          provenance: {
            ...provenance,
            model: { ...model, name },
            dataset: { ...dataset, uri: message },
          },
        }),
        failedResults({ error: { name, message } }),
      ].map(runCompleted);
      for (const event of events) {
        expect(Buffer.byteLength(JSON.stringify(event))).toBeLessThan(LIMIT);
        expect(runCompletedSchema.parse(event)).toStrictEqual(event);
      }
    }),
    { numRuns: 30 },
  );
});
