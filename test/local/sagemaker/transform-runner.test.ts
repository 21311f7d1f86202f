import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { createGzip } from 'node:zlib';
import {
  CreateModelCommand,
  DescribeTransformJobCommand,
  StopTransformJobCommand,
} from '@aws-sdk/client-sagemaker';
import { pack } from 'tar-fs';
import { BUCKET, type Harness, ROLE, startHarness } from './sagemaker-harness';

let harness: Harness;

beforeAll(async () => {
  harness = await startHarness();
  await harness.createModel('model');
  await harness.put('in/a', 'one\n');
});

afterAll(async () => harness.close());

const reason = async (TransformJobName: string) => {
  const job = await harness.sagemaker.send(new DescribeTransformJobCommand({ TransformJobName }));
  return job.FailureReason;
};

/** Holds S3 requests of this kind, after the first `free` ones, until told to let go. */
function holdS3(command: string, free: number) {
  let seen = 0;
  let letGo = (): void => undefined;
  let tellHeld = (): void => undefined;
  const released = new Promise<void>((resolve) => (letGo = resolve));
  const held = new Promise<void>((resolve) => (tellHeld = resolve));
  harness.s3.middlewareStack.add(
    (next, { commandName }) =>
      async (input) => {
        if (commandName === command && ++seen > free) {
          tellHeld();
          await released;
        }
        return next(input);
      },
    { step: 'initialize', name: command },
  );
  const letGoAll = (): void => {
    letGo();
    harness.s3.middlewareStack.remove(command);
  };
  return { held, letGo: letGoAll };
}

test.each([
  ['its model is unpacked', 'GetObjectCommand', 0],
  // CreateTransformJob looks at the first page before it answers.
  ['its objects are listed', 'ListObjectsV2Command', 1],
])('a job can be stopped while %s', async (_, command, free) => {
  const name = `stopped-in-${command}`;
  await harness.put(
    `${name}.tar.gz`,
    await buffer(pack(await mkdtemp(join(harness.folder, 'model-'))).pipe(createGzip())),
  );
  const PrimaryContainer = { Image: 'fixture', ModelDataUrl: `s3://${BUCKET}/${name}.tar.gz` };
  await harness.sagemaker.send(
    new CreateModelCommand({ ModelName: name, ExecutionRoleArn: ROLE, PrimaryContainer }),
  );
  const s3 = holdS3(command, free);
  await harness.createJob(name, { ModelName: name });
  await s3.held;
  await harness.sagemaker.send(new StopTransformJobCommand({ TransformJobName: name }));
  expect(await harness.ended(name)).toBe('Stopped');
  s3.letGo();
});

test('an S3 that goes away under a job is an internal error, and the log says which', async () => {
  const creation = harness.createJob('orphan');
  await harness.until(() => harness.statuses('orphan').length > 0);
  await harness.stopS3();
  await creation;
  expect(await harness.ended('orphan')).toBe('Failed');
  expect(await reason('orphan')).toBe(
    'InternalServerError: We encountered an internal error. Please try again.',
  );
  const lines = harness.logs.map(({ message }) => message).join('\n');
  expect(lines).toContain('ECONNREFUSED');
});
