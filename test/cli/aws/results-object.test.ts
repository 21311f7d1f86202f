import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { readFinalResults, readResults } from '../../../cli/aws/results-object';
import { CliError } from '../../../cli/shared/cli-error';
import { BUCKET, startS3, type S3Server } from '../../local/s3/s3-server';
import { completedResults, failedResults } from '../../support/results-fixtures';

let server: S3Server;
beforeAll(async () => {
  server = await startS3();
});
afterAll(() => server.stop());

async function put(runId: string, body: string): Promise<void> {
  const Key = `runs/${runId}/results.json`;
  await server.client.send(new PutObjectCommand({ Bucket: BUCKET, Key, Body: body }));
}

/** A client with which something happens after each request, before its answer is seen. */
function clientWith(afterRequest: () => Promise<void>): S3Client {
  const client = server.newClient();
  client.middlewareStack.add(
    (next) => async (args) => {
      try {
        return await next(args);
      } finally {
        await afterRequest();
      }
    },
    { step: 'initialize' },
  );
  return client;
}

describe('readResults', () => {
  it.each([completedResults({ runId: 'good' }), failedResults({ runId: 'bad' })])(
    'reads a run that is $status',
    async (results) => {
      await put(results.runId, JSON.stringify(results));
      expect(await readResults(server.client, BUCKET, results.runId)).toEqual(results);
    },
  );

  it('says that there are none', async () => {
    await expect(readResults(server.client, BUCKET, 'none')).rejects.toThrow(
      new CliError(
        `s3://${BUCKET}/runs/none/results.json does not exist: the run is not over, or there is none of this id`,
      ),
    );
  });

  it.each([
    ['another version', JSON.stringify({ ...failedResults(), contractVersion: 0 })],
    ['no JSON', '{'],
    ['a blank', ' '],
  ])('refuses %s by a word about the object', async (_, body) => {
    await put('other', body);
    const reading = readResults(server.client, BUCKET, 'other');
    await expect(reading).rejects.toBeInstanceOf(CliError);
    await expect(reading).rejects.toThrow(
      `s3://${BUCKET}/runs/other/results.json is not a results object of this version: `,
    );
  });

  it('passes on any other failure', async () => {
    await expect(readResults(server.client, 'no-such-bucket', 'x')).rejects.toHaveProperty(
      'name',
      'NoSuchBucket',
    );
  });
});

describe('readFinalResults', () => {
  it('waits for what is written after the end of an aborted execution', async () => {
    const results = failedResults({ runId: 'aborted', status: 'Aborted' });
    let requests = 0;
    const client = clientWith(async () => {
      if (++requests === 1) await put('aborted', JSON.stringify(results));
    });
    expect(await readFinalResults(client, BUCKET, 'aborted')).toEqual(results);
    expect(requests).toBe(2);
    client.destroy();
  });

  it('does not wait for results of another version to change', async () => {
    await put('old', '{}');
    let requests = 0;
    const client = clientWith(() => {
      requests++;
      return Promise.resolve();
    });
    await expect(readFinalResults(client, BUCKET, 'old')).rejects.toBeInstanceOf(CliError);
    expect(requests).toBe(1);
    client.destroy();
  });
});
