import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runRougeCommand } from '../../../cli/rouge/rouge-command';
import { type RougeCommandOptions } from '../../../cli/rouge/rouge-options';
import { type ScoreReport } from '../../../cli/rouge/score-report';
import { toPythonLiteral } from '../../../domain/python-literal';
import { type GoldenBootstrap, type GoldenPair, goldenRows } from '../../domain/rouge/golden';

let folder: string;
let printed: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rouge-command-'));
  printed = '';
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
});

afterEach(() => {
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const jsonl = (rows: readonly unknown[]): string =>
  rows.map((row) => `${JSON.stringify(row)}\n`).join('');

async function run(
  predictions: string,
  references: string,
  options: Partial<RougeCommandOptions> = {},
): Promise<void> {
  await runRougeCommand({
    predictions: file('predictions', predictions),
    references: file('references', references),
    stemmer: false,
    tokenizer: 'default',
    seed: 42,
    format: 'json',
    ...options,
  });
}

async function report(...args: Parameters<typeof run>): Promise<ScoreReport> {
  await run(...args);
  return JSON.parse(printed) as ScoreReport;
}

const pairs = goldenRows<GoldenPair>('debian_lead.jsonl');
const golden = goldenRows<GoldenBootstrap>('bootstrap.jsonl').find(
  (row) => row.first === 600 && row.use_stemmer,
);

test('prints what evaluate prints, from a Python file joined by id with a shuffled JSON file', async () => {
  if (golden === undefined) throw new Error('no golden row of 600 pairs');
  const predictions = pairs.map(
    ({ id, prediction }) => `${toPythonLiteral({ id, generated_texts: [prediction] })}\n`,
  );
  const references = [...pairs]
    .reverse()
    .map(({ id, reference }) => ({ id, highlights: reference }));
  const { rouge, scores, counts, method } = await report(
    predictions.join('\n'),
    jsonl(references),
    {
      stemmer: true,
      seed: golden.seed,
    },
  );
  expect(rouge).toEqual(golden.evaluate);
  expect(scores.rouge2?.recall).toEqual({
    mean: golden.mean.rouge2.recall,
    low: golden.aggregate.rouge2.low.recall,
    high: golden.aggregate.rouge2.high.recall,
  });
  expect(counts).toMatchObject({ predictions: 600, references: 600, scored: 600, missing: 0 });
  expect(method).toBe('bootstrap');
});

test('writes the scores of each record', async () => {
  const perRecord = join(folder, 'scores.jsonl');
  const some = pairs.slice(0, 50);
  await run(
    jsonl(some.map(({ id, prediction }) => ({ id, prediction }))),
    jsonl(some.map(({ id, reference }) => ({ id, reference }))),
    { perRecord },
  );
  const lines = readFileSync(perRecord, 'utf8').trimEnd().split('\n');
  expect(lines).toHaveLength(50);
  some.forEach(({ id, scores, use_stemmer: stemmed }, index) => {
    const line = JSON.parse(lines[index] ?? '') as unknown;
    if (stemmed) expect(line).toHaveProperty('id', id);
    else expect(line).toEqual({ id, scores });
  });
});

test('plain text is paired line by line; BOM, CRLF and blank lines are harmless', async () => {
  const { counts, rouge } = await report('\uFEFFthe cat\r\n\r\nb c\n', 'the cat\nx\nb c\n', {
    types: ['rouge1'],
  });
  expect(counts).toMatchObject({ scored: 3, predictionsWithoutTokens: 1 });
  expect(Object.keys(rouge)).toEqual(['rouge1']);
});

test('several references score the best one', async () => {
  const { scores } = await report(
    jsonl([{ id: 1, text: 'a b' }]),
    jsonl([{ id: 1, references: ['x', 'a b'] }]),
  );
  expect(scores.rougeL?.fmeasure.mean).toBe(1);
});

test('counts and lists what could not be paired', async () => {
  const predictions = [1, 2, 2, 9].map((id) => ({ id, text: 'a' }));
  const references = [1, 2, 3, 3].map((id) => ({ id, text: 'a' }));
  const { counts, ids } = await report(jsonl(predictions), jsonl(references));
  expect(counts).toMatchObject({
    predictions: 4,
    references: 4,
    scored: 2,
    missing: 1,
    unmatched: 1,
    duplicatePredictions: 1,
    duplicateReferences: 1,
  });
  expect(ids).toEqual({
    missing: [3],
    unmatched: [9],
    duplicatePredictions: [2],
    duplicateReferences: [3],
  });
});

test('the table shows numbers, lists and the notice about texts without tokens', async () => {
  const predictions = [
    { id: 1, text: 'a b' },
    { id: 2, text: 'สวัสดี' },
    { id: 3, text: 'x' },
  ];
  const references = [
    { id: 1, text: 'a b' },
    { id: 2, text: 'สวัสดี' },
    { id: 4, text: 'y' },
  ];
  await run(jsonl(predictions), jsonl(references), { format: 'table' });
  expect(printed).toContain('2 pairs scored of 3 predictions and 3 references');
  expect(printed).toMatch(/rougeLsum │ +0\.5000 │ +0\.5000 │ +0\.5000/);
  expect(printed).toContain('1 references without a prediction: 4');
  expect(printed).toContain('1 predictions without a reference: 3');
  expect(printed).toContain('Notice: 1 predictions and 1 references of 2 pairs have no tokens');
});

test.each([
  ['a malformed line', '{"id": 1, "text": "a"}\n\n{"id": 2, "te\n', /predictions:3: neither JSON/],
  ['a line that is not UTF-8', Buffer.from('7b22696422ff7d0a', 'hex'), /predictions:1: not UTF-8/],
  ['nothing in common', '{"id": 5, "text": "a"}\n', /Nothing to score: none of the 1 predictions/],
  ['one file without ids', 'plain\n', /name the field with --id-field/],
  ['an empty file', '', /Nothing to score/],
])('refuses %s', async (_, predictions, message) => {
  const path = join(folder, 'predictions');
  const references = jsonl([
    { id: 1, text: 'a' },
    { id: 2, text: 'b' },
  ]);
  writeFileSync(path, predictions);
  const running = runRougeCommand({
    predictions: path,
    references: file('references', references),
    stemmer: false,
    tokenizer: 'default',
    seed: 42,
    format: 'json',
  });
  await expect(running).rejects.toThrow(message);
  expect(printed).toBe('');
});

test('refuses a file that is not there, by its name', async () => {
  const predictions = join(folder, 'missing.jsonl');
  await expect(run('a', 'a', { predictions })).rejects.toThrow(
    /Cannot read .*missing\.jsonl: ENOENT/,
  );
});

test('refuses a per-record file that cannot be written', async () => {
  const perRecord = join(folder, 'no-such-folder', 'scores.jsonl');
  await expect(run('a\n', 'a\n', { perRecord })).rejects.toThrow(
    /Cannot write .*scores\.jsonl: ENOENT/,
  );
});
