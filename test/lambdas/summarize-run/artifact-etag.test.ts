import { PutObjectCommand } from '@aws-sdk/client-s3';
import { artifactETag } from '../../../lambdas/summarize-run/artifact-etag';
import { BUCKET, type S3Server, startS3 } from '../../local/s3/s3-server';

let server: S3Server;

beforeAll(async () => {
  server = await startS3();
});

afterAll(async () => server.stop());

test("is the artefact's", async () => {
  const put = new PutObjectCommand({ Bucket: BUCKET, Key: 'model.tar.gz', Body: 'weights' });
  const { ETag } = await server.client.send(put);
  expect(await artifactETag(`s3://${BUCKET}/model.tar.gz`, server.client)).toBe(ETag);
});

test('is null where this function may not look', async () => {
  expect(await artifactETag(`s3://${BUCKET}/gone.tar.gz`, server.client)).toBeNull();
});

test('is null when S3 is busy: a scored run must not fail over its provenance', async () => {
  const client = server.newClient();
  const busy = Object.assign(new Error('busy'), { $metadata: { httpStatusCode: 503 } });
  client.middlewareStack.add(() => () => Promise.reject(busy), { step: 'initialize' });
  expect(await artifactETag(`s3://${BUCKET}/model.tar.gz`, client)).toBeNull();
});
