import { RougeScorer } from '../../../domain/rouge';
import { type GoldenPair, goldenRows } from './golden';

// toEqual compares numbers with Object.is: the scores are the reference's to the last bit.
describe.each([
  ['debian_lead.jsonl', 600],
  ['multi_reference.jsonl', 300],
  ['rouge_lsum.jsonl', 500],
  ['adversarial.jsonl', 916],
])('rouge_score 0.1.2 on %s', (file, count) => {
  const rows = goldenRows<GoldenPair>(file);

  test('has all its rows', () => {
    expect(rows).toHaveLength(count);
  });

  test.each([false, true])('scores each row alike, stemmer %s', (useStemmer) => {
    const scorer = new RougeScorer({ useStemmer });
    const chosen = rows.filter((row) => row.use_stemmer === useStemmer);
    expect(chosen.length).toBeGreaterThan(0);
    for (const { id, prediction, reference, references, scores } of chosen) {
      const scored = scorer.score(prediction, reference ?? references ?? []);
      expect({ id, scores: scored }).toEqual({ id, scores });
    }
  });
});
