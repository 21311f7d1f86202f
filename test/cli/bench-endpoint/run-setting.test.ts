import { runSetting } from '../../../cli/bench-endpoint/run-setting';
import { InvokeFailure } from '../../../domain/realtime/invoke-failure';
import { timedEndpoint } from './timed-endpoint';

const TEXTS = ['a', 'b', 'c'];
const plenty = { milliseconds: Infinity, requests: Infinity };

test('requests end at their number, and take the texts in turn', async () => {
  const { clock, requests, target } = timedEndpoint(TEXTS);
  const setting = { batchSize: 2, concurrency: 1 };
  const samples = await clock.finish(runSetting(setting, { ...plenty, requests: 3 }, target));
  expect(requests).toEqual([
    { texts: ['a', 'b'], batch_size: 2, at: 0 },
    { texts: ['c', 'a'], batch_size: 2, at: 120 },
    { texts: ['b', 'c'], batch_size: 2, at: 240 },
  ]);
  expect(samples).toEqual({
    latencies: [120, 120, 120],
    texts: 6,
    failures: {},
    milliseconds: 360,
  });
});

test('no request begins when the time is over; the last one is awaited', async () => {
  const { clock, target } = timedEndpoint(TEXTS);
  const setting = { batchSize: 1, concurrency: 1 };
  const samples = await clock.finish(runSetting(setting, { ...plenty, milliseconds: 111 }, target));
  expect(samples).toMatchObject({ latencies: [110, 110], milliseconds: 220 });
});

test('as many requests are under way as the concurrency says', async () => {
  const { clock, requests, target } = timedEndpoint(TEXTS);
  const setting = { batchSize: 1, concurrency: 3 };
  await clock.finish(runSetting(setting, { ...plenty, requests: 7 }, target));
  expect(requests.map(({ at }) => at)).toEqual([0, 0, 0, 110, 110, 110, 220]);
});

test('a request that fails is counted by name, not repeated, and its texts are not answered', async () => {
  const { clock, requests, target } = timedEndpoint(TEXTS, (request) =>
    request === 2 ? new InvokeFailure('Throttled', 'too many') : undefined,
  );
  const setting = { batchSize: 2, concurrency: 1 };
  const samples = await clock.finish(runSetting(setting, { ...plenty, requests: 3 }, target));
  expect(requests).toHaveLength(3);
  expect(samples).toMatchObject({ latencies: [120, 120], texts: 4, failures: { Throttled: 1 } });
});

test('a reply of another form is a failure', async () => {
  const { clock, target } = timedEndpoint(TEXTS);
  const invoke = async () => new TextEncoder().encode('[]');
  const limits = { ...plenty, requests: 1 };
  const setting = { batchSize: 2, concurrency: 1 };
  const samples = await clock.finish(runSetting(setting, limits, { ...target, invoke }));
  expect(samples).toMatchObject({ latencies: [], texts: 0, failures: { MalformedReply: 1 } });
});

test('an endpoint that is gone ends the measurement: nobody asks again', async () => {
  const { clock, requests, target } = timedEndpoint(TEXTS, (request) =>
    request === 1 ? new InvokeFailure('EndpointGone', 'not found') : undefined,
  );
  const setting = { batchSize: 1, concurrency: 2 };
  const work = clock.finish(runSetting(setting, { ...plenty, requests: 100 }, target));
  await expect(work).rejects.toThrow('not found');
  expect(requests).toHaveLength(2);
});
