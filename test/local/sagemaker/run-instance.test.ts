import { gzipSync } from 'node:zlib';
import {
  type CreateTransformJobCommandInput,
  DescribeTransformJobCommand,
} from '@aws-sdk/client-sagemaker';
import { BUCKET, type Harness, startHarness, transformInput } from './sagemaker-harness';

const MIB = 1_048_576;
let harness: Harness;
let count = 0;

beforeAll(async () => {
  harness = await startHarness();
  await harness.createModel('model');
});

afterAll(async () => harness.close());

/** Runs a job over the given objects; gives its end and what it wrote, by the names of the objects. */
async function runJob(
  objects: Record<string, string | Buffer>,
  job: Partial<CreateTransformJobCommandInput> = {},
  input: Parameters<typeof transformInput>[1] = {},
) {
  count += 1;
  const name = `job-${count}`;
  for (const [key, body] of Object.entries(objects)) await harness.put(`${name}-in/${key}`, body);
  await harness.createJob(name, {
    ModelClientConfig: { InvocationsMaxRetries: 0 },
    TransformInput: transformInput(`${name}-in/`, input),
    TransformOutput: { S3OutputPath: `s3://${BUCKET}/${name}-out/`, AssembleWith: 'Line' },
    ...job,
  });
  const status = await harness.ended(name);
  const { FailureReason } = await harness.sagemaker.send(
    new DescribeTransformJobCommand({ TransformJobName: name }),
  );
  const outputs: Record<string, string> = {};
  for (const key of await harness.keys(`${name}-out/`)) {
    outputs[key?.replace(`${name}-out/`, '') ?? ''] = await harness.text(key ?? '');
  }
  return { name, status, FailureReason, outputs, dataLog: harness.dataLog(name) };
}

describe('requests', () => {
  test('MultiRecord packs records up to the payload; a line feed follows each answer', async () => {
    const half = `${'x'.repeat(MIB / 2 - 1)}\n`;
    const { outputs } = await runJob({ a: `${half}${half}c\n` }, { MaxPayloadInMB: 1 });
    expect(outputs['a.out']).toBe(`[${half}${half}]\n[c\n]\n`);
  });

  test('records of two objects never share a request', async () => {
    const { outputs } = await runJob({ a: '1\n', b: '2\n' });
    expect(outputs).toEqual({ 'a.out': '[1\n]\n', 'b.out': '[2\n]\n' });
  });

  test('SplitType None sends the whole object; AssembleWith None adds nothing', async () => {
    const TransformOutput = { S3OutputPath: `s3://${BUCKET}/whole-out/` };
    const { status } = await runJob({ a: '1\n2\n' }, { TransformOutput }, { SplitType: 'None' });
    expect(status).toBe('Completed');
    expect(await harness.text('whole-out/a.out')).toBe('[1\n2\n]');
  });

  test('Gzip objects are decompressed', async () => {
    const { outputs } = await runJob(
      { 'a.gz': gzipSync('1\n2\n') },
      {},
      { CompressionType: 'Gzip' },
    );
    expect(outputs).toEqual({ 'a.gz.out': '[1\n2\n]\n' });
  });

  test('bytes pass through unchanged, whatever they are', async () => {
    const bytes = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte)).toString('latin1');
    const record = bytes.replace('\n', '');
    const { outputs } = await runJob({ a: Buffer.from(record, 'latin1') });
    expect(outputs['a.out']).toBe(Buffer.from(`[${record}]\n`, 'latin1').toString());
  });

  test('an empty object has an empty output', async () => {
    const { status, outputs } = await runJob({ empty: '' });
    expect({ status, outputs }).toEqual({ status: 'Completed', outputs: { 'empty.out': '' } });
  });

  test('Content-Type and Accept travel as headers', async () => {
    const { outputs } = await runJob(
      { a: 'HEADERS' },
      {
        TransformOutput: {
          S3OutputPath: `s3://${BUCKET}/job-${count + 1}-out/`,
          Accept: 'text/csv',
        },
      },
      { ContentType: 'application/jsonlines' },
    );
    expect(JSON.parse(outputs['a.out'] ?? '')).toMatchObject({
      'content-type': 'application/jsonlines',
      accept: 'text/csv',
    });
  });

  test('answers are put in the order of the records, also when a later one comes first', async () => {
    const { outputs } = await runJob(
      { a: 'AFTER:second\nWORD:second\n' },
      { BatchStrategy: 'SingleRecord', MaxConcurrentTransforms: 2 },
    );
    expect(outputs['a.out']).toBe('[AFTER:second\n]\n[WORD:second\n]\n');
  });

  test('as many requests are in flight as the job allows, within one object and over several', async () => {
    const within = await runJob(
      { a: 'MEET:3\n'.repeat(9) },
      { BatchStrategy: 'SingleRecord', MaxConcurrentTransforms: 3 },
    );
    expect(within.outputs['a.out']).toBe('peak 3\n'.repeat(9));

    const over = await runJob(
      { a: 'MEET:3', b: 'MEET:3', c: 'MEET:3', d: 'MEET:3' },
      { MaxConcurrentTransforms: 3 },
    );
    expect(Object.values(over.outputs)).toEqual(Array.from({ length: 4 }, () => 'peak 3\n'));
  });
});

describe('failures', () => {
  test('an object with a refused record has no output, the others do, and the log has the message', async () => {
    const { name, status, FailureReason, outputs, dataLog } = await runJob(
      { a: 'fine\n', b: 'fine\nFAIL:400\nfine\n', c: 'fine\n' },
      { BatchStrategy: 'SingleRecord' },
    );
    expect(status).toBe('Failed');
    expect(FailureReason).toBe('ClientError: See job logs for more information');
    expect(Object.keys(outputs)).toEqual(['a.out', 'c.out']);
    expect(dataLog).toEqual([
      'T:[sagemaker logs]: MaxConcurrentTransforms=1, MaxPayloadInMB=6, BatchStrategy=SINGLE_RECORD',
      `T:[sagemaker logs]: ${BUCKET}/${name}-in/b: ClientError: 400`,
      `T:[sagemaker logs]: ${BUCKET}/${name}-in/b: `,
      `T:[sagemaker logs]: ${BUCKET}/${name}-in/b: Message:`,
      `T:[sagemaker logs]: ${BUCKET}/${name}-in/b: refused: FAIL:400`,
      `T:[sagemaker logs]: ${BUCKET}/${name}-in/b: `,
    ]);
  });

  test("a 5xx is the algorithm's error", async () => {
    const { FailureReason, dataLog, outputs } = await runJob({ a: 'FAIL:507' });
    expect(FailureReason).toBe('AlgorithmError: See job logs for more information');
    expect(dataLog[1]).toMatch(/a: AlgorithmError: 507$/);
    expect(outputs).toEqual({});
  });

  test('a passing 5xx is overcome by a retry', async () => {
    const { status, outputs } = await runJob(
      { a: 'ONCE:503' },
      { ModelClientConfig: { InvocationsMaxRetries: 1 } },
    );
    expect(status).toBe('Completed');
    expect(outputs['a.out']).toBe('[ONCE:503]\n');
  });

  test.each(['HANG', 'DROP'])(
    'no answer (%s) within the time-out fails the object',
    async (marker) => {
      const { FailureReason, dataLog } = await runJob(
        { a: marker },
        { ModelClientConfig: { InvocationsTimeoutInSeconds: 1, InvocationsMaxRetries: 0 } },
      );
      expect(FailureReason).toBe('AlgorithmError: See job logs for more information');
      expect(dataLog.at(-1)).toMatch(/-in\/a: Unable to get response from algorithm$/);
    },
  );

  test('a container that dies fails all objects that are left, with its exit code in the log', async () => {
    const { name, FailureReason, outputs, dataLog } = await runJob({
      a: 'EXIT',
      b: 'EXIT',
      c: 'EXIT',
    });
    expect(FailureReason).toBe('AlgorithmError: See job logs for more information');
    expect(outputs).toEqual({});
    const noAnswer = dataLog.filter((line) =>
      line.endsWith('Unable to get response from algorithm'),
    );
    expect(noAnswer).toHaveLength(3);
    const lines = harness.logs.filter(({ stream }) => stream.startsWith(`${name}/`));
    expect(lines.map(({ message }) => message)).toContain('The container ended with exit code 3');
  });

  test('a record over the payload is refused by its number; the objects before and after go on', async () => {
    const { FailureReason, outputs, dataLog } = await runJob(
      { a: 'fine', b: `fine\n${'x'.repeat(MIB)}\n`, c: `${'x'.repeat(MIB - 1)}\n` },
      { MaxPayloadInMB: 1 },
    );
    expect(FailureReason).toBe('ClientError: See job logs for more information');
    expect(Object.keys(outputs)).toEqual(['a.out', 'c.out']);
    expect(dataLog[1]).toMatch(/-in\/b: ClientError: 413$/);
    expect(dataLog.at(-1)).toMatch(/Record 2 has more than 1048576 bytes \(MaxPayloadInMB=1\)$/);
  });

  test('an object that is not gzip, though the job says so', async () => {
    const { FailureReason, dataLog } = await runJob(
      { a: 'plain' },
      {},
      { CompressionType: 'Gzip' },
    );
    expect(FailureReason).toBe('ClientError: See job logs for more information');
    expect(dataLog.at(-1)).toMatch(/The object is not gzip data/);
  });

  test('an output that S3 refuses', async () => {
    const { FailureReason, dataLog } = await runJob(
      { a: 'fine' },
      { TransformOutput: { S3OutputPath: 's3://no-such-bucket/out/' } },
    );
    expect(FailureReason).toBe('ClientError: See job logs for more information');
    expect(dataLog[1]).toMatch(/-in\/a: ClientError: 404$/);
  });
});
