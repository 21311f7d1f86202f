import {
  type Application,
  jsonLines,
  startApplication,
  withEchoModel,
} from './support/application';

/** Bad input from end to end: what a person sees, and that nothing goes on running or costing. */
describe('bad input', () => {
  let application: Application;
  const records = Array.from({ length: 5 }, (_, index) => ({
    id: `r${index}`,
    text: `record number ${index} tells a story`,
    reference: `number ${index} tells`,
  }));

  beforeAll(async () => {
    const faults = { rules: [{ marker: 'BOOM', action: 'fail', message: 'BOOM is refused' }] };
    application = await startApplication(withEchoModel({ ECHO_FAULTS: JSON.stringify(faults) }));
  });
  afterAll(() => application.close());

  async function expectFailure(input: unknown, error: string, ...words: string[]): Promise<void> {
    const run = await application.runToEnd(input);
    expect(run.execution.status).toBe('FAILED');
    expect(run.execution.error).toBe(error);
    for (const word of words) expect(run.execution.cause).toContain(word);
    expect(run.results).toMatchObject({
      status: 'Failed',
      error: { name: error, message: run.execution.cause },
    });
    expect(await application.running()).toEqual([]);
  }

  const goodDataset = () => application.putDataset('good.jsonl', jsonLines(records));

  test('an unknown field is named, with the one that was meant', async () => {
    const uri = await goodDataset();
    await expectFailure(
      { dataset: { uri, inputColum: 'text' } },
      'InvalidRunRequest',
      "unknown field 'dataset.inputColum'",
      "Did you mean 'inputColumn'?",
    );
  });

  test('a wrong value is quoted, with what would be valid', async () => {
    const uri = await goodDataset();
    await expectFailure(
      { dataset: { uri }, transform: { instanceCount: 0 } },
      'InvalidRunRequest',
      "'transform.instanceCount' is 0; valid: at least 1",
    );
  });

  test('an unknown model lists those that are deployed', async () => {
    const uri = await goodDataset();
    await expectFailure(
      { dataset: { uri }, model: 'ecko' },
      'InvalidRunRequest',
      '\'model\' is "ecko"',
      'valid: echo',
    );
  });

  test('a missing data set', async () => {
    await expectFailure(
      { dataset: { uri: 'datasets/nowhere.jsonl' } },
      'DatasetNotFound',
      'datasets/nowhere.jsonl',
      'does not exist',
    );
  });

  test('no data set at all', async () => {
    await expectFailure({}, 'InvalidRunRequest', "'dataset.uri' is missing");
  });

  test('a foreign bucket that the config does not name', async () => {
    await expectFailure(
      { dataset: { uri: 's3://somebody-elses/articles.jsonl' } },
      'InvalidRunRequest',
      'somebody-elses',
      application.bucket,
    );
  });

  test('a missing column lists the columns that there are', async () => {
    const uri = await goodDataset();
    await expectFailure(
      { dataset: { uri, referenceColumn: 'summary' } },
      'InvalidRunRequest',
      "'dataset.referenceColumn' names the column 'summary'",
      'id, text, reference',
    );
  });

  test('an unknown placeholder in the prompt', async () => {
    const uri = await goodDataset();
    await expectFailure(
      { dataset: { uri }, prompt: 'Summarize: {article}' },
      'InvalidRunRequest',
      "'prompt' names the column 'article'",
      'id, text, reference',
    );
  });

  test('an empty data set', async () => {
    const uri = await application.putDataset('empty.jsonl', '\n\n');
    await expectFailure({ dataset: { uri } }, 'NoUsableRecords', 'has no records');
  });

  test('only unusable records: the reasons stand with their lines', async () => {
    const uri = await application.putDataset(
      'unusable.jsonl',
      `${jsonLines([{ id: 1, text: '', reference: 'x' }])}{"id": 2, "text"\n`,
    );
    await expectFailure(
      { dataset: { uri } },
      'NoUsableRecords',
      'none of the 2 records',
      "line 1: column 'text' is blank",
      'line 2: invalid JSON',
    );
  });

  test('both kinds of hyperparameters', async () => {
    const uri = await application.putDataset(
      'own-parameters.jsonl',
      jsonLines(records.map((record) => ({ ...record, parameters: { max_length: 20 } }))),
    );
    await expectFailure(
      { dataset: { uri, hyperParametersColumn: 'parameters' }, hyperParameters: { max_length: 9 } },
      'InvalidRunRequest',
      '\'hyperParameters\' is {"max_length":9}',
      '\'dataset.hyperParametersColumn\' is "parameters"',
    );
  });

  test("a hyperparameter out of range: the container's own message, before anything costs", async () => {
    const uri = await goodDataset();
    await expectFailure(
      { dataset: { uri }, hyperParameters: { max_length: 0 } },
      'InvalidRunRequest',
      "'hyperParameters.max_length' is 0",
      'max_length must be at least 1, got 0.',
    );
  });

  test('a job without a single answer: what the container said', async () => {
    const uri = await goodDataset();
    await expectFailure(
      { dataset: { uri }, hyperParameters: { num_beams: 4 } },
      'TransformJobFailed',
      'See job logs',
      'The container said: ',
      'num_beams',
    );
  });

  test('invalid JSON on a line: that record is rejected, the others are scored', async () => {
    const uri = await application.putDataset(
      'one-bad-line.jsonl',
      `${jsonLines(records.slice(0, 2))}{"id": "r2", "text": \n${jsonLines(records.slice(3))}`,
    );
    const { execution, results, layout } = await application.runToEnd({ dataset: { uri } });
    expect(execution.status).toBe('SUCCEEDED');
    expect(results).toMatchObject({
      status: 'CompletedWithFailures',
      counts: { read: 5, rejected: 1, submitted: 4, scored: 4, unscored: 0, failed: 0, missing: 0 },
    });
    expect(await application.readLines(layout.ledger)).toEqual([
      {
        id: 2,
        line: 3,
        object: `s3://${application.bucket}/${uri}`,
        reason: expect.stringContaining('invalid JSON') as string,
        outcome: 'rejected',
      },
    ]);
  });

  test('a record over MaxPayloadInMB is rejected with its size', async () => {
    const huge = { id: 'huge', text: 'x'.repeat(1024 * 1024), reference: 'x' };
    const uri = await application.putDataset('huge.jsonl', jsonLines([...records, huge]));
    const { results, layout } = await application.runToEnd({ dataset: { uri } });
    expect(results).toMatchObject({
      status: 'CompletedWithFailures',
      counts: { read: 6, rejected: 1, submitted: 5, scored: 5 },
    });
    const [entry] = await application.readLines(layout.ledger);
    expect(entry).toMatchObject({ id: 5, line: 6, sourceId: 'huge', outcome: 'rejected' });
    expect(entry?.reason).toMatch(/has \d{7} bytes, more than maxPayloadInMB \(1\) allows/);
  });

  test('a job that fails on one record: its shard is failed, all others are scored', async () => {
    const boom = { id: 'boom', text: 'a BOOM in the middle', reference: 'a BOOM' };
    const uri = await application.putDataset('boom.jsonl', jsonLines([...records, boom]));
    const { execution, results, layout } = await application.runToEnd({ dataset: { uri } });
    expect(execution.status).toBe('SUCCEEDED');
    expect(results).toMatchObject({
      status: 'CompletedWithFailures',
      transformJob: { status: 'Failed' },
      // Shards of two: r4 shares its shard with the record that fails.
      counts: { read: 6, rejected: 0, submitted: 6, scored: 4, unscored: 0, failed: 2, missing: 0 },
    });
    expect(await application.readLines(layout.ledger)).toEqual([
      { id: 4, sourceId: 'r4', outcome: 'failed' },
      { id: 5, sourceId: 'boom', outcome: 'failed' },
    ]);
    expect(await application.running()).toEqual([]);
  });
});
