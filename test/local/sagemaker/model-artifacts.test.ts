import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { createGzip } from 'node:zlib';
import { DeleteObjectCommand } from '@aws-sdk/client-s3';
import { pack } from 'tar-fs';
import { ModelArtifacts } from '../../../local/sagemaker/model-artifacts';
import { BUCKET, type Harness, startHarness } from './sagemaker-harness';

let harness: Harness;
let artifacts: ModelArtifacts;
const URL = `s3://${BUCKET}/model.tar.gz`;

beforeAll(async () => {
  harness = await startHarness();
});
beforeEach(async () => {
  artifacts = new ModelArtifacts(harness.s3, await mkdtemp(join(harness.folder, 'models-')));
});
afterAll(async () => harness.close());

async function putModel(files: Record<string, string>): Promise<void> {
  const folder = await mkdtemp(join(harness.folder, 'packed-'));
  await mkdir(join(folder, 'onnx'));
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  await harness.put('model.tar.gz', await buffer(pack(folder).pipe(createGzip())));
}

test('unpacks the artefact with its folders', async () => {
  await putModel({ 'config.json': '{}', 'onnx/encoder.onnx': 'weights' });
  const folder = await artifacts.folderOf(URL);
  expect(await readFile(join(folder, 'onnx/encoder.onnx'), 'utf8')).toBe('weights');
  expect(await readFile(join(folder, 'config.json'), 'utf8')).toBe('{}');
});

test('the same bytes are unpacked once, also when two jobs ask at the same time', async () => {
  await putModel({ 'config.json': '{"a":1}' });
  const [one, other] = await Promise.all([artifacts.folderOf(URL), artifacts.folderOf(URL)]);
  expect(other).toBe(one);
  const { mtimeMs, ino } = await stat(one);
  expect(await artifacts.folderOf(URL)).toBe(one);
  expect(await stat(one)).toMatchObject({ mtimeMs, ino });
});

test('another process finds what this one has unpacked', async () => {
  await putModel({ 'config.json': '{"b":1}' });
  const folder = await artifacts.folderOf(URL);
  const { ino } = await stat(folder);
  const later = new ModelArtifacts(harness.s3, dirname(folder));
  expect(await later.folderOf(URL)).toBe(folder);
  expect((await stat(folder)).ino).toBe(ino);
});

test('other bytes under the same key are another model', async () => {
  await putModel({ 'config.json': 'first' });
  const first = await artifacts.folderOf(URL);
  await putModel({ 'config.json': 'second' });
  const second = await artifacts.folderOf(URL);
  expect(await readFile(join(first, 'config.json'), 'utf8')).toBe('first');
  expect(await readFile(join(second, 'config.json'), 'utf8')).toBe('second');
});

test('what is not a tar.gz is named, and a later good one is taken', async () => {
  await harness.put('model.tar.gz', 'plain text');
  await expect(artifacts.folderOf(URL)).rejects.toThrow(
    `ClientError: Failed to extract model data archive from URL "${URL}"`,
  );
  await expect(artifacts.folderOf(URL)).rejects.toThrow('Failed to extract');
  await putModel({ 'config.json': 'good' });
  expect(await readdir(await artifacts.folderOf(URL))).toContain('config.json');
});

test('an artefact that has gone', async () => {
  await expect(artifacts.folderOf(`s3://${BUCKET}/gone.tar.gz`)).rejects.toThrow(
    `ClientError: Could not find model data at s3://${BUCKET}/gone.tar.gz.`,
  );
});

test('an artefact that goes between the look and the download leaves no folder', async () => {
  const folder = await mkdtemp(join(harness.folder, 'models-'));
  await putModel({ 'config.json': 'gone soon' });
  const { s3 } = harness;
  s3.middlewareStack.add(
    (next, { commandName }) =>
      async (input) => {
        const object = { Bucket: BUCKET, Key: 'model.tar.gz' };
        if (commandName === 'GetObjectCommand') await s3.send(new DeleteObjectCommand(object));
        return next(input);
      },
    { step: 'initialize', name: 'removal' },
  );
  await expect(new ModelArtifacts(s3, folder).folderOf(URL)).rejects.toThrow(
    `ClientError: Could not find model data at ${URL}.`,
  );
  s3.middlewareStack.remove('removal');
  expect(await readdir(folder)).toEqual([]);
});

test('what a killed process left half unpacked is removed, complete models are not', async () => {
  const folder = await mkdtemp(join(harness.folder, 'models-'));
  for (const name of ['unpacking-a1B2c3', 'etag']) await mkdir(join(folder, name));
  new ModelArtifacts(harness.s3, folder).removePartial();
  expect(await readdir(folder)).toEqual(['etag']);
  new ModelArtifacts(harness.s3, join(folder, 'not-made-yet')).removePartial();
  expect(await readdir(folder)).toEqual(['etag']);
});

test('a model without an artefact has an empty folder', async () => {
  const folder = await artifacts.folderOf(undefined);
  expect(await readdir(folder)).toEqual([]);
  await rm(folder, { recursive: true });
  expect(await readdir(await artifacts.folderOf(undefined))).toEqual([]);
});
