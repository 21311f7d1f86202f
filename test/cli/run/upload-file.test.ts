import { GetObjectCommand } from '@aws-sdk/client-s3';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { uploadFile } from '../../../cli/run/upload-file';
import { CliError } from '../../../cli/shared/cli-error';
import { BUCKET, startS3, type S3Server } from '../../local/s3/s3-server';

let server: S3Server;
let folder: string;
beforeAll(async () => {
  server = await startS3();
  folder = await mkdtemp(join(tmpdir(), 'upload-file-'));
});
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true });
});

async function contentOf(key: string): Promise<string | undefined> {
  const { Body } = await server.client.send(new GetObjectCommand({ Bucket: BUCKET, Key: key }));
  return Body?.transformToString('latin1');
}

async function fileAt(path: string, content: string): Promise<string> {
  const file = join(folder, path);
  await mkdir(join(file, '..'), { recursive: true });
  await writeFile(file, content, 'latin1');
  return file;
}

test('a file keeps its name and its bytes', async () => {
  const file = await fileAt('a b/ß.jsonl', '{"a": 1}\r\n\xFF');
  const key = await uploadFile(server.client, BUCKET, 'datasets', file);
  expect(key).toBe('datasets/ß.jsonl');
  expect(await contentOf(key)).toBe('{"a": 1}\r\n\xFF');
});

test('more than one part of 5 MiB', async () => {
  const content = 'x'.repeat(5 * 1024 * 1024 + 1);
  const key = await uploadFile(
    server.client,
    BUCKET,
    'datasets',
    await fileAt('big.jsonl', content),
  );
  expect((await contentOf(key)) === content).toBe(true);
});

test('a data set and references of one name do not overwrite each other', async () => {
  const keys = [
    await uploadFile(server.client, BUCKET, 'datasets', await fileAt('x/data.jsonl', 'texts')),
    await uploadFile(server.client, BUCKET, 'references', await fileAt('y/data.jsonl', 'answers')),
  ];
  expect(await Promise.all(keys.map(contentOf))).toEqual(['texts', 'answers']);
});

test('a file that is not there is named, with the reason', async () => {
  const file = join(folder, 'none.jsonl');
  const upload = uploadFile(server.client, BUCKET, 'datasets', file);
  await expect(upload).rejects.toBeInstanceOf(CliError);
  await expect(upload).rejects.toThrow(`${file} cannot be read: ENOENT`);
});
