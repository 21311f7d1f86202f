import { StopTransformJobCommand } from '@aws-sdk/client-sagemaker';
import { article, jsonl, type RunHarness, startRunHarness } from '../support/run-harness';

let harness: RunHarness;

beforeAll(async () => {
  harness = await startRunHarness();
});

afterAll(async () => harness.close());

/** Three records in two shards, the job has started. */
async function start(runId: string, texts: readonly string[], request: object = {}): Promise<void> {
  await harness.put(`${runId}.jsonl`, jsonl(...texts.map((text) => article(text))));
  await harness.plan(runId, { dataset: { uri: `${runId}.jsonl` }, ...request });
  await harness.prepare(runId);
  await harness.start(runId);
}

const inAnHourAnd = (minutes: number) => (): Date => new Date(Date.now() + (60 + minutes) * 60_000);

test('a job that is done', async () => {
  await start('done', ['A.', 'B.', 'C.']);
  await harness.ended('done');
  expect(await harness.check('done')).toEqual({
    finished: true,
    status: 'Completed',
    answered: 3,
    submitted: 3,
  });
});

test('a job under way tells how many records are answered; after its time it ends the run', async () => {
  await start('slow', ['HANGING.', 'B.', 'C.']);
  expect(await harness.check('slow')).toEqual({
    finished: false,
    status: 'InProgress',
    answered: 0,
    submitted: 3,
  });
  await expect(harness.check('slow', inAnHourAnd(1))).rejects.toMatchObject({
    name: 'RunTimedOut',
    message:
      'transform job slow-p1-a1 is not done 1 h after it was created (0 of 3 records answered); it is stopped. Raise transform.maxRuntimeHours, or take more instances',
  });
  await harness.sagemaker.send(new StopTransformJobCommand({ TransformJobName: 'slow-p1-a1' }));
  await harness.ended('slow');
  await expect(harness.check('slow')).rejects.toMatchObject({
    name: 'TransformJobStopped',
    message: 'transform job slow-p1-a1 was stopped from outside',
  });
});

test('a job that failed on one object goes on to scoring: the others are answered', async () => {
  await start('partly', ['A.', 'B.', 'REFUSED.']);
  expect(await harness.ended('partly')).toBe('Failed');
  expect(await harness.check('partly')).toEqual({
    finished: true,
    status: 'Failed',
    answered: 2,
    submitted: 3,
  });
});

test("a job that failed on all ends the run with the container's own words", async () => {
  await start('wholly', ['REFUSED.', 'B.', 'REFUSED.']);
  expect(await harness.ended('wholly')).toBe('Failed');
  await expect(harness.check('wholly')).rejects.toMatchObject({
    name: 'TransformJobFailed',
    message:
      'transform job wholly-p1-a1 failed: ClientError: See job logs for more information. The container said: this text is refused',
  });
});

test('an error that the preparation left keeps its name here too', async () => {
  await start('left', ['A.']);
  await harness.put('runs/left/parts/00000.json', '{"contractVersion": 99, "kind": "prepared"}');
  await expect(harness.check('left')).rejects.toMatchObject({ name: 'UnknownContractVersion' });
});
