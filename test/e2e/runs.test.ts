import { DescribeTransformJobCommand } from '@aws-sdk/client-sagemaker';
import {
  type Application,
  jsonLines,
  startApplication,
  withEchoModel,
} from './support/application';

/** What a run does with good input, from the execution's input to the files that it leaves. */
describe('runs', () => {
  let application: Application;
  const records = [
    { id: 'a', text: 'the cat sat on the mat', reference: 'the cat sat' },
    { id: 7, text: 'dogs bark at night', reference: ['cats purr', 'dogs bark at night'] },
    { id: null, text: 'it\'s "quoted", ไทย\nand broken', reference: 'quoted' },
    { id: { nested: true }, text: 'nothing to compare', reference: null },
    { id: 'e', text: 'the last of five', reference: '' },
  ];

  beforeAll(async () => {
    application = await startApplication(withEchoModel());
  });
  afterAll(() => application.close());

  test('several shards: answers joined by id, scores, predictions and counts', async () => {
    const uri = await application.putDataset('five.jsonl', jsonLines(records));
    const { execution, results, layout } = await application.runToEnd({
      dataset: { uri, idColumn: 'id' },
    });
    expect(execution.status).toBe('SUCCEEDED');
    expect(results).toMatchObject({
      status: 'Completed',
      counts: { read: 5, rejected: 0, submitted: 5, scored: 4, unscored: 1, failed: 0, missing: 0 },
    });
    expect(await application.keys(layout.inputPrefix(1))).toHaveLength(3);
    expect(await application.keys(layout.outputPrefix(1))).toHaveLength(3);
    const predictions = await Promise.all(
      [0, 1, 2].map((shard) => application.readLines(layout.predictions(shard))),
    );
    expect(predictions.flat()).toEqual(
      records.map(({ id, text }, position) => ({
        id: position,
        sourceId: id,
        generated_texts: [text.split(/\s+/).join(' ')],
      })),
    );
    const [first, second] = await application.readLines(layout.scores(0));
    expect(first).toMatchObject({
      sourceId: 'a',
      scores: { rouge1: { precision: 0.5, recall: 1, fmeasure: 2 / 3 } },
    });
    // The better of two references counts.
    expect(second).toMatchObject({ sourceId: 7, scores: { rouge1: { fmeasure: 1 } } });
  });

  test('the output in small is what results.json says', async () => {
    const uri = await application.putDataset('five.jsonl', jsonLines(records));
    const { execution, results } = await application.runToEnd({ dataset: { uri, idColumn: 'id' } });
    const output = JSON.parse(execution.output ?? '') as Record<string, unknown>;
    if (!('rouge' in results)) throw new Error('the run did not complete');
    expect(output).toMatchObject({
      runId: results.runId,
      status: results.status,
      counts: results.counts,
      rouge: results.rouge,
      links: results.links,
    });
    expect(Buffer.byteLength(execution.output ?? '')).toBeLessThan(10 * 1024);
  });

  test('a run without references ends with predictions and no ROUGE', async () => {
    const uri = await application.putDataset('five.jsonl', jsonLines(records));
    const { results } = await application.runToEnd({ dataset: { uri, referenceColumn: null } });
    expect(results).toMatchObject({
      status: 'Completed',
      rouge: null,
      scores: null,
      baselines: null,
      counts: { submitted: 5, scored: 0, unscored: 5 },
    });
  });

  test('references in a file of their own, in another order', async () => {
    const uri = await application.putDataset('five.jsonl', jsonLines(records));
    const references = await application.putDataset(
      'references.jsonl',
      jsonLines([
        { key: 'e', summary: 'the last of five' },
        { key: 'a', summary: 'the cat sat on the mat' },
        { key: 'stranger', summary: 'nobody asks' },
      ]),
    );
    const { results } = await application.runToEnd({
      dataset: {
        uri,
        idColumn: 'id',
        references: { uri: references, idColumn: 'key', referenceColumn: 'summary' },
      },
    });
    expect(results).toMatchObject({
      status: 'Completed',
      rouge: { rouge1: 1, rougeLsum: 1 },
      counts: { scored: 2, unscored: 3 },
    });
  });

  test('prepared data with references beside it', async () => {
    const articles = records.map(({ text }, id) => ({ id, text_inputs: `Repeat: ${text}` }));
    const highlights = records.map((_, id) => ({ id, highlights: `text ${id}` }));
    const uri = await application.putDataset('articles.jsonl', jsonLines(articles));
    const references = await application.putDataset('highlights.jsonl', jsonLines(highlights));
    const { results } = await application.runToEnd({
      dataset: { uri, format: 'prepared', references: { uri: references } },
    });
    expect(results).toMatchObject({
      status: 'Completed',
      counts: { submitted: 5, scored: 5 },
      baselines: null,
    });
  });

  test("each record's own hyperparameters reach the model", async () => {
    const uri = await application.putDataset(
      'own.jsonl',
      jsonLines(
        records.map((record, index) => ({
          ...record,
          parameters: { do_sample: true, num_return_sequences: index + 1 },
        })),
      ),
    );
    const { layout } = await application.runToEnd({
      dataset: { uri, hyperParametersColumn: 'parameters' },
    });
    const predictions = await Promise.all(
      [0, 1, 2].map((shard) => application.readLines(layout.predictions(shard))),
    );
    expect(predictions.flat().map((line) => (line.generated_texts as string[]).length)).toEqual([
      1, 2, 3, 4, 5,
    ]);
  });

  test('hyperparameters for the job travel as a Python literal', async () => {
    const uri = await application.putDataset('five.jsonl', jsonLines(records));
    const { results, layout } = await application.runToEnd({
      dataset: { uri },
      hyperParameters: { do_sample: true, num_return_sequences: 2, batch_size: 2 },
    });
    const jobs = await application.sagemaker.send(
      new DescribeTransformJobCommand({ TransformJobName: results.transformJob?.name }),
    );
    expect(jobs.Environment).toEqual({
      HYPER_PARAMS: "{'do_sample': True, 'num_return_sequences': 2, 'batch_size': 2}",
    });
    const [first] = await application.readLines(layout.predictions(0));
    expect(first?.generated_texts).toHaveLength(2);
  });

  test('only the first records of a limit are read', async () => {
    const uri = await application.putDataset('five.jsonl', jsonLines(records));
    const { results } = await application.runToEnd({ dataset: { uri, limit: 3 } });
    expect(results).toMatchObject({ status: 'Completed', counts: { read: 3, submitted: 3 } });
  });

  test('texts without tokens are pointed out, not only scored 0', async () => {
    const thai = [{ id: 1, text: 'สวัสดี ชาว โลก', reference: 'สวัสดี ชาว โลก' }];
    const uri = await application.putDataset('thai.jsonl', jsonLines(thai));
    const byDefault = await application.runToEnd({ dataset: { uri } });
    expect(byDefault.results).toMatchObject({ rouge: { rouge1: 0 } });
    expect(JSON.stringify(byDefault.results)).toContain('no tokens');
    const unicode = await application.runToEnd({
      dataset: { uri },
      rouge: { tokenizer: 'unicode' },
    });
    expect(unicode.results).toMatchObject({ rouge: { rouge1: 1 }, warnings: [] });
  });

  test('two runs at once keep apart', async () => {
    const uri = await application.putDataset('five.jsonl', jsonLines(records));
    const started = await Promise.all([1, 2, 3].map(() => application.start({ dataset: { uri } })));
    const ended = await Promise.all(started.map((run) => application.endOf(run)));
    expect(ended.map(({ results }) => results.status)).toEqual(Array(3).fill('Completed'));
    expect(new Set(ended.map(({ results }) => results.transformJob?.name)).size).toBe(3);
  });
});
