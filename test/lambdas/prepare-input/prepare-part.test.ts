import { RunLayout } from '../../../domain/run/layout';
import { partOutcomeSchema } from '../../../domain/run/outcomes';
import { article, jsonl, type RunHarness, startRunHarness } from '../support/run-harness';

let harness: RunHarness;
let runs = 0;

beforeAll(async () => {
  harness = await startRunHarness();
});

afterAll(async () => harness.close());

/** Plans and prepares a run over these bytes. */
async function prepare(body: string | Uint8Array, request: Record<string, unknown> = {}) {
  const runId = `run-${++runs}`;
  const { dataset, ...others } = request;
  await harness.put(`${runId}.jsonl`, body);
  await harness.plan(runId, {
    ...others,
    dataset: { uri: `${runId}.jsonl`, ...(dataset as object | undefined) },
  });
  await harness.prepare(runId);
  return { runId, layout: new RunLayout(runId), outcome: await outcomeOf(runId) };
}

const outcomeOf = (runId: string) =>
  harness.store.readJson(new RunLayout(runId).partOutcome(0), partOutcomeSchema);

test('cuts records into shards with their references and first sentences', async () => {
  const { runId, layout, outcome } = await prepare(
    jsonl(article('One. Two.', 'first'), article('Three.', ['a', 'b']), article('Four.', null)),
  );
  expect(outcome).toEqual({
    contractVersion: 1,
    kind: 'prepared',
    read: 3,
    rejected: 0,
    submitted: 3,
    referenced: 2,
    shardRecords: [2, 1],
    firstRejections: [],
  });
  expect(await harness.text(layout.input(1, 0))).toBe(
    '{"id":0,"text_inputs":"Summarize: One. Two."}\n{"id":1,"text_inputs":"Summarize: Three."}\n',
  );
  expect(await harness.lines(layout.references(0))).toEqual([
    { id: 0, sourceId: 0, highlights: 'first', lead: ['One.', 'Two.'] },
    { id: 1, sourceId: 1, highlights: ['a', 'b'], lead: ['Three.'] },
  ]);
  expect(await harness.lines(layout.references(1))).toEqual([
    { id: 2, sourceId: 2, lead: ['Four.'] },
  ]);
  expect(await harness.keys(`runs/${runId}/rejected/`)).toEqual([]);
});

test('a record that cannot be submitted is kept with object, line and reason; positions count on', async () => {
  const body = Buffer.concat([
    Buffer.from(`${jsonl(article('One.'))}\n{"article": "cut\n`),
    Buffer.from('{"article": "caf\xe9"}\n', 'latin1'),
    Buffer.from(jsonl({ article: ' ' }, article('x', 5), article('Six.'))),
  ]);
  const { layout, outcome } = await prepare(body);
  expect(outcome).toMatchObject({ read: 6, rejected: 4, submitted: 2, shardRecords: [2] });
  const rejected = await harness.lines(layout.rejected(0));
  const object = `s3://data-bucket/${layout.runId}.jsonl`;
  expect(rejected).toEqual([
    {
      id: 1,
      sourceId: 1,
      line: 3,
      object,
      reason: expect.stringMatching(/^invalid JSON: /) as string,
    },
    { id: 2, sourceId: 2, line: 4, object, reason: 'the line is not UTF-8' },
    { id: 3, sourceId: 3, line: 5, object, reason: "column 'article' is blank" },
    {
      id: 4,
      sourceId: 4,
      line: 6,
      object,
      reason: "column 'highlights' is a number; a text or a list of texts was expected",
    },
  ]);
  expect(outcome).toMatchObject({
    firstRejections: rejected.map((rejection) => {
      const { id: _id, ...rest } = rejection as { id: number };
      return rest;
    }),
  });
  expect(await harness.lines(layout.input(1, 0))).toMatchObject([{ id: 0 }, { id: 5 }]);
});

test("a rejected record keeps the user's id where there is one", async () => {
  const { outcome } = await prepare(
    jsonl({ key: 'a', article: ' ', highlights: '' }, { article: 'x', highlights: '' }),
    { dataset: { idColumn: 'key' } },
  );
  expect(outcome).toMatchObject({
    firstRejections: [
      { line: 1, sourceId: 'a' },
      { line: 2, reason: "column 'key' is missing" },
    ],
  });
});

test('a record over maxPayloadInMB is rejected, one that just fits is not', async () => {
  const MEBIBYTE = 1024 * 1024;
  // {"id":0,"text_inputs":"..."} and a newline.
  const fitting = MEBIBYTE - '{"id":0,"text_inputs":""}\n'.length;
  const { outcome } = await prepare(
    jsonl(article('é'.repeat(fitting / 2)), article('é'.repeat(fitting / 2 + 1))),
    { prompt: '{article}' },
  );
  expect(outcome).toMatchObject({
    submitted: 1,
    firstRejections: [
      {
        line: 2,
        reason: `the record has ${MEBIBYTE + 2} bytes, more than maxPayloadInMB (1) allows`,
      },
    ],
  });
});

test.each([
  { limit: 3, read: 3, shardRecords: [2, 1] },
  { limit: 4, read: 4, shardRecords: [2, 2] },
  { limit: 9, read: 5, shardRecords: [2, 2, 1] },
])('limit $limit of five records: $read are read', async ({ limit, ...expected }) => {
  const body = jsonl(...Array.from({ length: 5 }, (_, index) => article(`Text ${index}.`)));
  expect((await prepare(body, { dataset: { limit } })).outcome).toMatchObject(expected);
});

test('prepared data keep their ids as sourceId and their hyperparameters', async () => {
  const { layout } = await prepare(jsonl({ id: 'x', text_inputs: 'Q', max_length: 9 }), {
    dataset: { format: 'prepared' },
    hyperParameters: null,
  });
  expect(await harness.lines(layout.input(1, 0))).toEqual([
    { id: 0, text_inputs: 'Q', max_length: 9 },
  ]);
  expect(await harness.lines(layout.references(0))).toEqual([{ id: 0, sourceId: 'x' }]);
});

test('hyperparameters of each record travel in its line', async () => {
  const { layout } = await prepare(
    jsonl({ ...article('A'), own: { top_k: 5 } }, { ...article('B'), own: { top_k: -5 } }),
    { dataset: { hyperParametersColumn: 'own' } },
  );
  expect(await harness.lines(layout.input(1, 0))).toMatchObject([{ id: 0, top_k: 5 }]);
  expect(await harness.lines(layout.rejected(0))).toMatchObject([
    { line: 2, reason: 'top_k must be at least 0, got -5.' },
  ]);
});

describe('a references file', () => {
  const data = jsonl(
    { key: 'a', article: 'A' },
    { key: 'b', article: 'B' },
    { key: 'c', article: 'C' },
  );

  async function prepareWith(references: string) {
    await harness.put('references.jsonl', references);
    return prepare(data, { dataset: { idColumn: 'key', references: { uri: 'references.jsonl' } } });
  }

  test('a rejected record takes its reference along: the next of its id gets its own', async () => {
    await harness.put(
      'references.jsonl',
      jsonl({ id: 'a', highlights: 'first' }, { id: 'a', highlights: 'second' }),
    );
    const { layout } = await prepare(
      jsonl({ key: 'a', article: ' ' }, { key: 'a', article: 'A' }),
      { dataset: { idColumn: 'key', references: { uri: 'references.jsonl' } } },
    );
    expect(await harness.lines(layout.references(0))).toMatchObject([
      { sourceId: 'a', highlights: 'second' },
    ]);
  });

  test('is joined by id in any order; one more and one less are no fault', async () => {
    const { layout, outcome } = await prepareWith(
      jsonl(
        { id: 'z', highlights: 'Z' },
        { id: 'c', highlights: 'C' },
        { id: 'a', highlights: 'A' },
      ),
    );
    expect(outcome).toMatchObject({ submitted: 3, referenced: 2 });
    expect(await harness.lines(layout.references(0))).toMatchObject([
      { sourceId: 'a', highlights: 'A' },
      { sourceId: 'b' },
    ]);
    expect(await harness.lines(layout.references(1))).toMatchObject([
      { sourceId: 'c', highlights: 'C' },
    ]);
  });

  test.each([
    {
      references: jsonl({ key: 'a', highlights: 'A' }),
      message:
        "s3://data-bucket/references.jsonl: line 1: column 'id' is missing; the line has key, highlights",
    },
  ])('that is unusable: $message', async ({ references, message }) => {
    const { outcome } = await prepareWith(references);
    expect(outcome).toEqual({
      contractVersion: 1,
      kind: 'failed',
      error: { name: 'DatasetUnusable', message },
    });
  });
});

test('data that changed since the run was planned are not read', async () => {
  await harness.put('changing.jsonl', jsonl(article('A')));
  await harness.plan('changing', { dataset: { uri: 'changing.jsonl' } });
  await harness.put('changing.jsonl', jsonl(article('B')));
  await harness.prepare('changing');
  expect(await outcomeOf('changing')).toMatchObject({
    error: {
      name: 'DatasetNotFound',
      message:
        's3://data-bucket/changing.jsonl was changed or deleted since the run was planned; start the run again',
    },
  });
});

test('a second try writes the same files again', async () => {
  const { runId, outcome } = await prepare(jsonl(article('A'), article(''), article('B')));
  const contents = async () =>
    Promise.all(
      (await harness.keys(`runs/${runId}/`)).map(async (key) => [key, await harness.text(key)]),
    );
  const before = await contents();
  await harness.prepare(runId);
  expect(await outcomeOf(runId)).toEqual(outcome);
  expect(await contents()).toEqual(before);
});

test('a plan of another version is refused by name', async () => {
  await harness.put('runs/old/plan.json', '{"contractVersion": 0}');
  await harness.prepare('old');
  expect(await outcomeOf('old')).toMatchObject({
    error: {
      name: 'UnknownContractVersion',
      message:
        'runs/old/plan.json was written with contract version 0, which this function does not know: start the run again with the new deployment',
    },
  });
});
