import fc from 'fast-check';
import { RunLayout, runOfResultsKey, shardOfOutputKey } from '../../../domain/run/layout';

const layout = new RunLayout('nightly');

test.each([
  [layout.owner, 'runs/nightly/owner.json'],
  [layout.plan, 'runs/nightly/plan.json'],
  [layout.results, 'runs/nightly/results.json'],
  [layout.ledger, 'runs/nightly/ledger.jsonl'],
  [layout.partOutcome(0), 'runs/nightly/parts/00000.json'],
  [layout.rejected(0), 'runs/nightly/rejected/00000.jsonl'],
  [layout.input(1, 7), 'runs/nightly/passes/1/input/00007.jsonl'],
  [layout.output(1, 7), 'runs/nightly/passes/1/output/00007.jsonl.out'],
  [layout.references(7), 'runs/nightly/references/00007.jsonl'],
  [layout.predictions(7), 'runs/nightly/predictions/00007.jsonl'],
  [layout.scores(7), 'runs/nightly/scores/00007.jsonl'],
  [layout.unanswered(7), 'runs/nightly/unanswered/00007.jsonl'],
  [layout.shardOutcome(7), 'runs/nightly/partials/00007.json'],
  [layout.shardColumns(7), 'runs/nightly/partials/00007.f64'],
])('%s', (key, expected) => {
  expect(key).toBe(expected);
});

test('a prefix ends in a slash, so that run "a" does not list the files of run "a2"', () => {
  const prefixes = [
    layout.prefix,
    layout.inputPrefix(1),
    layout.outputPrefix(1),
    layout.predictionsPrefix,
    layout.scoresPrefix,
    layout.partialsPrefix,
  ];
  expect(prefixes.filter((prefix) => !prefix.endsWith('/'))).toEqual([]);
});

test("an output's key is the input's behind the other prefix, as SageMaker names it", () => {
  const rest = layout.input(2, 11).slice(layout.inputPrefix(2).length);
  expect(layout.output(2, 11)).toBe(`${layout.outputPrefix(2)}${rest}.out`);
});

test('shardOfOutputKey is the inverse of output', () => {
  fc.assert(
    fc.property(fc.nat(40_000), (shard) => {
      expect(shardOfOutputKey(layout.output(1, shard))).toBe(shard);
    }),
  );
});

test.each(['runs/a/passes/1/input/00001.jsonl', 'runs/a/passes/1/output/manifest.out', ''])(
  'no shard: %s',
  (key) => {
    expect(shardOfOutputKey(key)).toBeUndefined();
  },
);

test("S3's order of names is the order of shards", () => {
  fc.assert(
    fc.property(fc.nat(40_000), fc.nat(40_000), (left, right) => {
      expect(layout.input(1, left) < layout.input(1, right)).toBe(left < right);
    }),
  );
});

test('the run of a results.json', () => {
  expect(runOfResultsKey(layout.results)).toBe('nightly');
});

test.each([
  'runs/nightly/plan.json',
  'runs/results.json',
  'runs/nightly/deeper/results.json',
  'other/runs/nightly/results.json',
  'runs/nightly/results.json.bak',
  'runs/a b/results.json',
])('%s is no results.json of a run', (key) => {
  expect(runOfResultsKey(key)).toBeUndefined();
});
