import { S3Client } from '@aws-sdk/client-s3';
import { clientConfig } from '../../../local/gateway/client-config';
import { hasInputObjects, listInputObjects } from '../../../local/sagemaker/input-objects';
import { BUCKET, type Harness, REGION, startHarness, transformInput } from './sagemaker-harness';

let harness: Harness;

beforeAll(async () => {
  harness = await startHarness();
  await harness.createModel('model');
  for (const key of ['in/', 'in/a', 'in/b/c', 'in_other/d', 'e']) {
    await harness.put(key, key.endsWith('/') ? '' : 'x');
  }
});

afterAll(async () => harness.close());

const list = async (dataType: 'S3Prefix' | 'ManifestFile', key: string) =>
  listInputObjects({ s3: harness.s3, dataType, location: { bucket: BUCKET, key } });
const has = async (dataType: 'S3Prefix' | 'ManifestFile', key: string, bucket = BUCKET) =>
  hasInputObjects({ s3: harness.s3, dataType, location: { bucket, key } });

test('a prefix is a string: without its slash it picks up siblings', async () => {
  expect((await list('S3Prefix', 'in/')).keys).toEqual(['in/a', 'in/b/c']);
  expect((await list('S3Prefix', 'in')).keys).toEqual(['in/a', 'in/b/c', 'in_other/d']);
});

test('listings of more than one page are read whole', async () => {
  const names = Array.from({ length: 1001 }, (_, i) => `many/${String(i).padStart(4, '0')}`);
  for (let start = 0; start < names.length; start += 50) {
    await Promise.all(names.slice(start, start + 50).map(async (name) => harness.put(name, 'x')));
  }
  expect((await list('S3Prefix', 'many/')).keys).toEqual(names);
});

test('a manifest names objects relative to its prefix, in its order', async () => {
  await harness.put('m.json', `[{"prefix":"s3://${BUCKET}/in/"},"b/c","a"]`);
  expect(await list('ManifestFile', 'm.json')).toEqual({
    bucket: BUCKET,
    prefix: 'in/',
    keys: ['in/b/c', 'in/a'],
  });
});

test('whether there is input', async () => {
  await harness.put('none.json', `[{"prefix":"s3://${BUCKET}/in/"}]`);
  expect(await has('S3Prefix', 'in/')).toBe(true);
  expect(await has('S3Prefix', 'nothing/')).toBe(false);
  expect(await has('S3Prefix', 'in/', 'no-such-bucket')).toBe(false);
  expect(await has('ManifestFile', 'm.json')).toBe(true);
  expect(await has('ManifestFile', 'none.json')).toBe(false);
  expect(await has('ManifestFile', 'absent.json')).toBe(false);
});

test.each([
  'not json',
  '["s3://bucket/a"]',
  '[{"prefix":"bucket/in/"},"a"]',
  '[{"prefix":"s3://b/"},1]',
])('a manifest that reads %s is refused with its address', async (text) => {
  await harness.put('bad.json', text);
  await expect(has('ManifestFile', 'bad.json')).rejects.toMatchObject({
    code: 'ValidationException',
    message: expect.stringContaining(`The manifest s3://${BUCKET}/bad.json is not valid`) as string,
  });
});

test('a job runs over a manifest; an object that is missing fails alone', async () => {
  await harness.put('run.json', `[{"prefix":"s3://${BUCKET}/in/"},"a","missing","b/c"]`);
  await harness.createJob('manifest', {
    TransformInput: transformInput('', {
      DataSource: {
        S3DataSource: { S3DataType: 'ManifestFile', S3Uri: `s3://${BUCKET}/run.json` },
      },
    }),
    TransformOutput: { S3OutputPath: `s3://${BUCKET}/manifest-out` },
  });
  expect(await harness.ended('manifest')).toBe('Failed');
  expect(await harness.keys('manifest-out/')).toEqual([
    'manifest-out/a.out',
    'manifest-out/b/c.out',
  ]);
  expect(harness.dataLog('manifest')[1]).toBe(
    `T:[sagemaker logs]: ${BUCKET}/in/missing: ClientError: 404`,
  );
});

test('a job whose output lies under its input does not read it', async () => {
  await harness.put('loop/a', 'x');
  await harness.createJob('loop', {
    TransformInput: transformInput('loop/'),
    TransformOutput: { S3OutputPath: `s3://${BUCKET}/loop/` },
  });
  await harness.ended('loop');
  expect(await harness.keys('loop/')).toEqual(['loop/a', 'loop/a.out']);
});

test('an S3 that cannot be reached is not an empty prefix', async () => {
  const s3 = new S3Client({ ...clientConfig('http://127.0.0.1:1', REGION), maxAttempts: 1 });
  const location = { bucket: BUCKET, key: 'in/' };
  await expect(hasInputObjects({ s3, dataType: 'S3Prefix', location })).rejects.toThrow(
    'ECONNREFUSED',
  );
  await expect(hasInputObjects({ s3, dataType: 'ManifestFile', location })).rejects.toThrow(
    'ECONNREFUSED',
  );
});
