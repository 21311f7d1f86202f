import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { zipSync } from 'fflate';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clientConfig } from '../../../local/gateway/client-config';
import { type Gateway, startGateway } from '../../../local/gateway/gateway';
import { fetchCode } from '../../../local/lambda/code-package';
import { createS3Service } from '../../../local/s3/service';

const scratch = mkdtempSync(join(tmpdir(), 'code-package-'));
const bucket = 'assets';
let gateway: Gateway;
let s3: S3Client;

beforeAll(async () => {
  const service = createS3Service({ dataDir: join(scratch, 's3') });
  await service.createBucket(bucket);
  gateway = await startGateway({
    services: [service],
    region: 'us-east-1',
    accountId: '000000000000',
  });
  s3 = new S3Client(clientConfig(gateway.endpoint, 'us-east-1'));
});
afterAll(async () => {
  s3.destroy();
  await gateway.close();
  rmSync(scratch, { recursive: true });
});

async function upload(key: string, body: Uint8Array): Promise<void> {
  await s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: body }));
}
const sha256 = (data: Uint8Array, encoding: 'hex' | 'base64'): string =>
  createHash('sha256').update(data).digest(encoding);

test('a zip is unpacked, and each file has its hash', async () => {
  const source = Buffer.from('exports.handler = 1;');
  const zip = zipSync({ 'index.js': source, lib: { 'a.txt': Buffer.from('a') } });
  await upload('code.zip', zip);
  const code = await fetchCode(s3, { bucket, key: 'code.zip' }, join(scratch, 'work'));
  expect(code).toMatchObject({
    bytes: zip.length,
    codeSha256: sha256(zip, 'base64'),
    fileHashes: { 'index.js': sha256(source, 'hex'), 'lib/a.txt': sha256(Buffer.from('a'), 'hex') },
  });
  expect(readFileSync(join(code.directory, 'lib/a.txt'), 'utf8')).toBe('a');
});

test('the same content lies in the same place', async () => {
  await upload('twice.zip', zipSync({ 'index.js': Buffer.from('2') }));
  const fetch = () => fetchCode(s3, { bucket, key: 'twice.zip' }, join(scratch, 'work'));
  expect(await fetch()).toEqual(await fetch());
});

test('an object that is not there is named', async () => {
  await expect(fetchCode(s3, { bucket, key: 'none.zip' }, scratch)).rejects.toMatchObject({
    code: 'InvalidParameterValueException',
    message: expect.stringContaining('s3://assets/none.zip') as string,
  });
});

test('what is no zip is refused', async () => {
  await upload('text', Buffer.from('plain text'));
  await expect(fetchCode(s3, { bucket, key: 'text' }, scratch)).rejects.toThrow('Could not unzip');
});

test('an entry that leaves the archive is refused', async () => {
  await upload('evil.zip', zipSync({ '../evil.js': Buffer.from('x') }));
  await expect(fetchCode(s3, { bucket, key: 'evil.zip' }, scratch)).rejects.toThrow('../evil.js');
});

test('the same source in a template is the same code, whenever it is deployed', async () => {
  const now = jest.spyOn(Date, 'now');
  const codeOf = async (year: number): Promise<string> => {
    now.mockReturnValue(Date.UTC(year, 5, 1));
    const source = { inlineSource: 'exports.handler = 1;' };
    return (await fetchCode(s3, source, join(scratch, String(year)))).codeSha256;
  };
  const first = await codeOf(2026);
  expect(await codeOf(2030)).toBe(first);
  now.mockRestore();
});
