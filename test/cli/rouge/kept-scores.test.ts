import { KeptScores, MOST_KEPT } from '../../../cli/rouge/kept-scores';

test('gives back rows as columns', () => {
  const kept = new KeptScores(6);
  for (let i = 0; i < 5000; i++) kept.add(Float64Array.of(i, 1, 2, -i, 4, 5));
  const [[first, one], [second, two]] = kept.of(['rouge1', 'rougeL']) as [
    ReturnType<KeptScores['of']>[number],
    ReturnType<KeptScores['of']>[number],
  ];
  expect([first, second]).toEqual(['rouge1', 'rougeL']);
  expect(one.precision).toEqual(Float64Array.from({ length: 5000 }, (_, i) => i));
  expect(one.fmeasure[4999]).toBe(2);
  expect(two.precision[4999]).toBe(-4999);
  expect(two.recall[4999]).toBe(4);
});

test('lets go of all beyond 200,000', () => {
  const kept = new KeptScores(3);
  const row = new Float64Array(3);
  for (let i = 0; i < MOST_KEPT; i++) kept.add(row);
  expect(kept.complete).toBe(true);
  kept.add(row);
  expect(kept.complete).toBe(false);
});
