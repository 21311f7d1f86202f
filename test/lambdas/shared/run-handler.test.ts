import * as z from 'zod';
import { DatasetUnusable } from '../../../domain/run/errors';
import { runHandler } from '../../../lambdas/shared/run-handler';
import { capturedLog, lambdaContext } from '../support/captured-log';

const payload = z.strictObject({ runId: z.string(), shard: z.int().optional() });

/** Answers an even shard, fails an odd one with `error`. */
function handlerThat(error: unknown = new Error('odd')) {
  return runHandler({
    parse: (event) => payload.parse(event),
    correlation: ({ runId, shard }) => ({ runId, ...(shard === undefined ? {} : { shard }) }),
    work: ({ shard = 0 }) =>
      shard % 2 === 0
        ? Promise.resolve({
            answer: { shard },
            entry: { event: 'TransformJobStarted', shards: shard, submitted: 7 },
          })
        : Promise.reject(error as Error),
  });
}

test('answers, and logs one line with the keys and facts to find the invocation by', async () => {
  let answer: unknown;
  const lines = await capturedLog(async () => {
    answer = await handlerThat()({ runId: 'nightly', shard: 2 }, lambdaContext('request-1'));
  });
  expect(answer).toStrictEqual({ shard: 2 });
  expect(lines).toEqual([
    expect.objectContaining({
      level: 'INFO',
      message: 'TransformJobStarted',
      function_request_id: 'request-1',
      runId: 'nightly',
      shard: 2,
      shards: 2,
      submitted: 7,
    }),
  ]);
});

test('an error is logged with its cause, and reaches the caller as it was thrown', async () => {
  const error = new DatasetUnusable('line 3: no id', { cause: new TypeError('id is null') });
  let thrown: unknown;
  const lines = await capturedLog(async () => {
    thrown = await handlerThat(error)({ runId: 'bad', shard: 1 }, lambdaContext('request-2')).catch(
      (caught: unknown) => caught,
    );
  });
  expect(thrown).toBe(error);
  expect(lines).toEqual([
    expect.objectContaining({
      level: 'ERROR',
      message: 'StepFailed',
      runId: 'bad',
      shard: 1,
      error: expect.objectContaining({
        name: 'DatasetUnusable',
        message: 'line 3: no id',
        stack: expect.stringContaining('run-handler.test') as string,
        cause: expect.objectContaining({ name: 'TypeError', message: 'id is null' }) as object,
      }) as object,
    }),
  ]);
});

test('an invalid payload is logged without keys, and without what was in it', async () => {
  const lines = await capturedLog(async () => {
    const invoked = handlerThat()({ runId: 1, text: 'confidential' }, lambdaContext('request-3'));
    await expect(invoked).rejects.toThrow(z.ZodError);
  });
  expect(lines).toEqual([expect.objectContaining({ level: 'ERROR', message: 'StepFailed' })]);
  expect(lines[0]).not.toHaveProperty('runId');
  expect(JSON.stringify(lines)).not.toContain('confidential');
});

test.each([2, 1])(
  'keys of an invocation (shard %i) do not stay for the next one',
  async (shard) => {
    const handler = handlerThat();
    const lines = await capturedLog(async () => {
      await handler({ runId: 'first', shard }, lambdaContext('request-4')).catch(() => undefined);
      await handler({ runId: 'second' }, lambdaContext('request-5'));
    });
    expect(lines[1]).toMatchObject({ runId: 'second', function_request_id: 'request-5' });
    expect(lines[1]).not.toHaveProperty('shard');
  },
);

test('what is thrown need not be an Error', async () => {
  const lines = await capturedLog(async () => {
    const invoked = handlerThat('a string')({ runId: 'odd', shard: 1 }, lambdaContext('request-6'));
    await expect(invoked).rejects.toBe('a string');
  });
  expect(lines).toEqual([
    expect.objectContaining({ message: 'StepFailed', runId: 'odd', error: 'a string' }),
  ]);
});
