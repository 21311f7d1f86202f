import { existsSync } from 'node:fs';
import { mkdtemp, readFile, readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { S3ServiceException } from '@aws-sdk/client-s3';
import { modelFilesFolder } from '../../../local/sagemaker/model-files';
import { BUCKET, type Harness, startHarness } from './sagemaker-harness';

let harness: Harness;
let folder: string;

beforeAll(async () => {
  harness = await startHarness();
});
beforeEach(async () => {
  folder = await mkdtemp(join(harness.folder, 'models-'));
});
afterAll(async () => harness.close());

const fetchFiles = async (
  key: string,
  isPrefix = key.endsWith('/'),
  signal = new AbortController().signal,
): Promise<string> =>
  modelFilesFolder(
    { kind: 'files', uri: `s3://${BUCKET}/${key}`, isPrefix },
    { s3: harness.s3, folder, signal },
  );

test('the objects below a prefix become files, with their folders', async () => {
  await harness.put('m/config.json', '{}');
  await harness.put('m/onnx/encoder.onnx', 'weights');
  await harness.put('m/empty/', '');
  const found = await fetchFiles('m/');
  expect(await readFile(join(found, 'onnx/encoder.onnx'), 'utf8')).toBe('weights');
  expect((await readdir(found)).sort()).toEqual(['config.json', 'onnx']);
});

test('one object becomes one file', async () => {
  await harness.put('alone/deep/weights.bin', 'w');
  const found = await fetchFiles('alone/deep/weights.bin');
  expect(await readdir(found)).toEqual(['weights.bin']);
});

test('the same objects are fetched once, changed ones again', async () => {
  await harness.put('n/a', '1');
  const [first, same] = await Promise.all([fetchFiles('n/'), fetchFiles('n/')]);
  expect(same).toBe(first);
  const { ino } = await stat(join(first, 'a'));
  expect((await stat(join(await fetchFiles('n/'), 'a'))).ino).toBe(ino);
  await harness.put('n/a', '2');
  const changed = await fetchFiles('n/');
  expect(changed).not.toBe(first);
  expect(await readFile(join(changed, 'a'), 'utf8')).toBe('2');
  expect(await readdir(dirname(changed))).toEqual(
    expect.arrayContaining([basename(first), basename(changed)]),
  );
});

test('what was fetched before has to be readable again', async () => {
  await harness.put('p/a', '1');
  await fetchFiles('p/');
  const denial = new S3ServiceException({
    name: 'AccessDenied',
    message: 'not allowed',
    $fault: 'client',
    $metadata: { httpStatusCode: 403 },
  });
  harness.s3.middlewareStack.add(
    (next, context) => (args) =>
      context.commandName === 'GetObjectCommand' ? Promise.reject(denial) : next(args),
    { name: 'deny', step: 'initialize' },
  );
  await expect(fetchFiles('p/')).rejects.toThrow(
    `ClientError: Access to s3://${BUCKET}/p/ was denied: not allowed`,
  );
  harness.s3.middlewareStack.remove('deny');
});

test.each(['gone/', 'gone'])('%s: a model that is not there', async (key) => {
  await expect(fetchFiles(key)).rejects.toThrow(
    `ClientError: Could not find model data at s3://${BUCKET}/${key}.`,
  );
});

test('a key that would leave the folder is refused, and nothing stays', async () => {
  await harness.put('bad/../../outside', 'x');
  await expect(fetchFiles('bad/')).rejects.toThrow(
    `ClientError: s3://${BUCKET}/bad/../../outside cannot be a file of a model.`,
  );
  expect(await readdir(folder)).toEqual([]);
  expect(existsSync(join(folder, '..', 'outside'))).toBe(false);
});

test('ends by the signal, and leaves nothing half fetched', async () => {
  await harness.put('slow/a', 'x');
  await expect(fetchFiles('slow/', true, AbortSignal.abort(new Error('deleted')))).rejects.toThrow(
    'deleted',
  );
  expect(await readdir(folder)).toEqual([]);
});
