import { contractOf } from '../../../domain/realtime/contract-of';
import { DEFAULT_LIMITS, DEFAULT_TRIES } from '../../../domain/realtime/default-limits';
import { invokeInBatches, type InvokeLimits } from '../../../domain/realtime/invoke-in-batches';
import { ManualClock } from '../../support/manual-clock';
import { answerTo, failure, type Fault, reply, scriptedEndpoint } from './scripted-endpoint';

const TEN = Array.from({ length: 10 }, (_, index) => `text ${index}`);

interface Setting extends Partial<InvokeLimits> {
  readonly texts?: readonly string[];
  readonly parameters?: Record<string, unknown>;
  readonly fault?: Fault;
  /** Seconds until the deadline. */
  readonly seconds?: number;
}

async function invoke(setting: Setting = {}) {
  const { texts = TEN, parameters = {}, fault, seconds = Infinity, ...limits } = setting;
  const clock = new ManualClock();
  const endpoint = scriptedEndpoint(clock, fault);
  const work = invokeInBatches(
    { texts, parameters, contract: contractOf('text2text-1.x') },
    { ...DEFAULT_LIMITS, ...limits },
    {
      invoke: endpoint.invoke,
      deadline: clock.now() + seconds * 1000,
      maxTries: DEFAULT_TRIES,
      clock,
      random: () => 0.5,
    },
  );
  const outcome = await clock.runUntil(work);
  return { ...outcome, endpoint, leftSleepers: clock.sleepers };
}

/** An outcome in short: the answer, or the failure's name. */
const inShort = (outcomes: Awaited<ReturnType<typeof invoke>>['outcomes']) =>
  outcomes.map((outcome) =>
    'failure' in outcome ? outcome.failure.name : outcome.generatedTexts[0],
  );

const answersBut = (bad: readonly string[], name: string) =>
  TEN.map((text) => (bad.includes(text) ? name : answerTo(text)));

test('all are answered in their order, in batches of batch_size', async () => {
  const { outcomes, requests, endpoint, seconds, leftSleepers } = await invoke({
    parameters: { batch_size: 4 },
  });
  expect(inShort(outcomes)).toEqual(TEN.map(answerTo));
  expect(endpoint.requests.map((texts) => texts.length)).toEqual([4, 4, 2]);
  expect(requests).toBe(3);
  expect(seconds).toBe(1);
  expect(leftSleepers).toBe(0);
});

test('never more requests at a time than the limit', async () => {
  const { endpoint, seconds } = await invoke({ maxTexts: 1, concurrency: 3 });
  expect(endpoint.mostAtOnce).toBe(3);
  expect(seconds).toBe(4);
});

test('the expected time makes batches smaller than batch_size', async () => {
  const { endpoint } = await invoke({ parameters: { batch_size: 10 }, secondsPerText: 6 });
  expect(endpoint.requests.map((texts) => texts.length)).toEqual([5, 5]);
});

test('a text that makes the container fail is found, and fails alone with what it said', async () => {
  const { outcomes, requests } = await invoke({
    maxTexts: 16,
    fault: (texts) => (texts.includes('text 6') ? failure('ContainerFailed', 'bad') : undefined),
  });
  expect(inShort(outcomes)).toEqual(answersBut(['text 6'], 'ContainerFailed'));
  expect(outcomes[6]).toMatchObject({ failure: { message: 'bad' } });
  // 10, then 5 + 5, 3 + 2, 2 + 1, 1 + 1: two more on each of log2(10) = 4 levels.
  expect(requests).toBe(9);
});

test('a container that fails for every text is asked less than twice as often as there are texts', async () => {
  const { outcomes, requests } = await invoke({
    maxTexts: 10,
    fault: () => failure('ContainerFailed'),
  });
  expect(inShort(outcomes)).toEqual(TEN.map(() => 'ContainerFailed'));
  expect(requests).toBe(19);
});

test('when the container was lost, a text alone is asked once more: another may have been the reason', async () => {
  const lost = await invoke({
    texts: ['a', 'b'],
    maxTexts: 1,
    fault: (_texts, request) => (request <= 2 ? failure('ContainerLost') : undefined),
  });
  expect(inShort(lost.outcomes)).toEqual(['a', 'b'].map(answerTo));
  const bad = await invoke({ maxTexts: 10, fault: () => failure('ContainerLost') });
  expect(inShort(bad.outcomes)).toEqual(TEN.map(() => 'ContainerLost'));
  expect(bad.requests).toBe(29);
});

test.each(['TimedOut', 'ReplyTooLarge'] as const)('%s: fewer texts are asked for', async (name) => {
  const { outcomes, endpoint } = await invoke({
    maxTexts: 10,
    fault: (texts) => (texts.length > 3 || texts.includes('text 9') ? failure(name) : undefined),
  });
  expect(inShort(outcomes)).toEqual(answersBut(['text 9'], name));
  expect(endpoint.requests.map((texts) => texts.length)).toEqual([10, 5, 5, 3, 2, 3, 2, 1, 1]);
});

test.each(['Throttled', 'ModelNotReady', 'ServiceUnavailable'] as const)(
  '%s is asked again until it is answered',
  async (name) => {
    const { outcomes, requests } = await invoke({
      maxTexts: 10,
      fault: (_texts, request) => (request < 4 ? failure(name) : undefined),
    });
    expect(inShort(outcomes)).toEqual(TEN.map(answerTo));
    expect(requests).toBe(4);
  },
);

test('who is throttled on and on fails by that name, with how often was tried', async () => {
  const { outcomes, requests } = await invoke({
    maxTexts: 10,
    fault: () => failure('Throttled', 'slow down'),
  });
  expect(requests).toBe(DEFAULT_TRIES);
  expect(outcomes[0]).toMatchObject({
    failure: { name: 'Throttled', message: 'asked 12 times; at last slow down' },
  });
});

test('what cannot be tried any more in time fails by name', async () => {
  const { outcomes, seconds, leftSleepers } = await invoke({
    maxTexts: 1,
    concurrency: 1,
    seconds: 2.5,
  });
  expect(inShort(outcomes)).toEqual([
    ...TEN.slice(0, 2).map(answerTo),
    ...TEN.slice(2).map(() => 'NotEnoughTime'),
  ]);
  expect(seconds).toBe(2.5);
  expect(leftSleepers).toBe(0);
});

test('no try begins that would come after the deadline', async () => {
  const { outcomes, seconds } = await invoke({ seconds: 10, fault: () => failure('Throttled') });
  expect(inShort(outcomes)).toEqual(TEN.map(() => 'NotEnoughTime'));
  expect(seconds).toBeLessThanOrEqual(10);
});

test('once the endpoint is gone, nothing more is sent', async () => {
  const { outcomes, requests } = await invoke({
    maxTexts: 1,
    concurrency: 2,
    fault: (_texts, request) => (request > 4 ? failure('EndpointGone', 'deleted') : undefined),
  });
  expect(inShort(outcomes)).toEqual([
    ...TEN.slice(0, 4).map(answerTo),
    ...TEN.slice(4).map(() => 'EndpointGone'),
  ]);
  // The fifth was told; the sixth was under way.
  expect(requests).toBe(6);
});

test('who waits for another try does not wait when the endpoint is gone', async () => {
  const { outcomes, seconds } = await invoke({
    maxTexts: 5,
    fault: (texts) => failure(texts.includes('text 0') ? 'Throttled' : 'EndpointGone'),
  });
  expect(inShort(outcomes)).toEqual(TEN.map(() => 'EndpointGone'));
  expect(seconds).toBe(1);
});

test.each([
  { what: 'no JSON', bytes: new TextEncoder().encode('<html>') },
  { what: 'another number of answers', bytes: reply([{ generated_texts: ['one'] }]) },
])('a reply with $what fails its texts, and no others', async ({ bytes }) => {
  const { outcomes } = await invoke({
    maxTexts: 5,
    fault: (texts) => (texts.includes('text 0') ? bytes : undefined),
  });
  expect(inShort(outcomes)).toEqual(answersBut(TEN.slice(0, 5), 'MalformedReply'));
});

test('an error that nobody foresaw stops it by name, and loses nothing', async () => {
  const { outcomes } = await invoke({ fault: () => new RangeError('odd') });
  expect(inShort(outcomes)).toEqual(TEN.map(() => 'CallRefused'));
  expect(outcomes[0]).toMatchObject({ failure: { message: 'RangeError: odd' } });
});

test('no texts, no requests', async () => {
  expect(await invoke({ texts: [] })).toMatchObject({ outcomes: [], requests: 0, seconds: 0 });
});
