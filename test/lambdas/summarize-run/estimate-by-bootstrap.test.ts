import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { leadSentences } from '../../../domain/records/lead-sentences';
import { scoreRecords } from '../../../lambdas/score-shard/score-records';
import { estimateByBootstrap } from '../../../lambdas/summarize-run/estimate-by-bootstrap';
import { runSettings } from '../../support/run-fixtures';

const ROOT = join(__dirname, '../../..');
const byType = z.record(z.string(), z.number());
const expectedSchema = z.object({
  lead1: z.object({ evaluate_seed_42: byType, mean: z.record(z.string(), byType) }),
});
const recordSchema = z.object({ description: z.string(), synopsis: z.string() });

/** Scored by the reference implementation: rouge_score 0.1.2 and evaluate with seed 42. */
const { lead1: EXPECTED } = expectedSchema.parse(
  JSON.parse(readFileSync(join(ROOT, 'models/t5-debian-synopsis/expected-rouge.json'), 'utf8')),
);

function debianRecords() {
  return readFileSync(join(ROOT, 'examples/debian-packages/test.jsonl'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => recordSchema.parse(JSON.parse(line)));
}

test('lead-1 over the 1,542 Debian packages is what evaluate prints, bit for bit', () => {
  const settings = runSettings();
  const answered = debianRecords().map(({ description, synopsis }, id) => ({
    record: { id, sourceId: id, highlights: synopsis, lead: leadSentences(description, 3) },
    generatedTexts: [leadSentences(description, 1)[0] ?? ''],
  }));
  const { lead1, answer } = estimateByBootstrap(
    scoreRecords(answered, settings).columns,
    settings.rouge,
  );
  const means = Object.fromEntries(
    Object.entries(lead1.scores).map(([type, { precision, recall, fmeasure }]) => [
      type,
      { precision: precision.mean, recall: recall.mean, fmeasure: fmeasure.mean },
    ]),
  );

  expect(answered).toHaveLength(1542);
  expect(lead1.rouge).toEqual(EXPECTED.evaluate_seed_42);
  expect(means).toEqual(EXPECTED.mean);
  // A model that answers with the first sentence is that baseline.
  expect(answer).toEqual(lead1);
});

const types = ['rouge1' as const];
const rouge = { ...runSettings().rouge, types };

test('the seed decides the figure that is printed, and not the mean', () => {
  const columns = Array.from({ length: 9 }, (_, column) =>
    Float64Array.from({ length: 30 }, (__, row) => Math.sin(row + column) ** 2),
  );
  const [first, again, other] = [42, 42, 43].map(
    (seed) => estimateByBootstrap(columns, { ...rouge, seed }).answer,
  );
  expect(again).toEqual(first);
  expect(other?.rouge).not.toEqual(first?.rouge);
  expect(other?.scores.rouge1?.fmeasure.mean).toBe(first?.scores.rouge1?.fmeasure.mean);
});

test('a run without sentences has no figures for the baselines', () => {
  const columns = Array.from({ length: 9 }, (_, column) =>
    column < 3 ? Float64Array.of(0.5) : new Float64Array(),
  );
  const { answer, lead1 } = estimateByBootstrap(columns, rouge);
  expect(answer.rouge).toEqual({ rouge1: 0.5 });
  expect(lead1).toEqual({ rouge: {}, scores: {} });
});

test('a column too few is an error, not a 0', () => {
  expect(() => estimateByBootstrap([Float64Array.of(1)], rouge)).toThrow(
    new RangeError('a score column is missing'),
  );
});
