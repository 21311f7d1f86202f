import { type EndpointHarness, startEndpointHarness } from './endpoint-harness';

let harness: EndpointHarness;
beforeAll(async () => {
  harness = await startEndpointHarness();
  const rules = [
    { action: 'fail', marker: 'BOOM', status: 400, message: 'no such token' },
    { action: 'platform', marker: 'BUSY', error: 'ThrottlingException', times: 2 },
    { action: 'platform', marker: 'LOADING', error: 'ModelNotReadyException', times: 1 },
  ];
  await harness.createEndpoint('echo', 'embedded/echo:1', { rules });
  await harness.reached('echo', 'IN_SERVICE');
  await harness.deploy('echo');
});
afterAll(async () => harness.close());

const TEN = Array.from({ length: 10 }, (_, index) => `Summarize: text number ${index}`);
/** Section 1.3 of the contract: the notebook's real-time batch. */
const LIST_PAYLOAD = {
  text_inputs: TEN,
  max_length: 50,
  num_return_sequences: 1,
  top_k: 50,
  top_p: 0.95,
  do_sample: true,
  batch_size: 4,
};

test("the notebook's list payload: ten texts, in order, by requests of batch_size", async () => {
  expect(await harness.invoke('echo', LIST_PAYLOAD)).toEqual({
    results: TEN.map((_, index) => ({ index, generated_texts: [`text number ${index}`] })),
    counts: { requested: 10, answered: 10, failed: 0 },
    requests: 3,
    seconds: expect.any(Number) as number,
  });
});

test('records keep their ids; a text that makes the container fail is found, the others answered', async () => {
  const records = [
    { id: 'a', text: 'Repeat: one' },
    { id: 'b', text: 'Repeat: BOOM' },
    { id: 3, text: 'Repeat: three' },
  ];
  expect(await harness.invoke('echo', { records })).toMatchObject({
    results: [
      { id: 'a', generated_texts: ['one'] },
      { id: 'b', error: { name: 'ContainerFailed', message: 'no such token' } },
      { id: 3, generated_texts: ['three'] },
    ],
    counts: { requested: 3, answered: 2, failed: 1 },
  });
});

test('throttling and a model that is not ready pass by waiting', async () => {
  const answer = await harness.invoke('echo', { text_inputs: ['x: BUSY', 'x: LOADING'] });
  expect(answer).toMatchObject({ counts: { requested: 2, answered: 2, failed: 0 } });
});

test('one line of log says how it went, and no text', async () => {
  await harness.invoke('echo', { text_inputs: ['Repeat: secret words'] });
  const lines = harness.log.lines.map(({ message }) => message);
  expect(lines.some((line) => line.includes('"message":"BatchInvoked"'))).toBe(true);
  expect(lines.join('\n')).not.toContain('secret words');
});

describe('bad input is refused with the field named, before any call', () => {
  // Of an endpoint that is not there: a call would end as EndpointUnavailable.
  beforeAll(async () => harness.deploy('nowhere'));

  test.each([
    [[], 'the payload is a list; valid: an object with text_inputs or records'],
    [{}, 'text_inputs or records is missing; valid: one of them'],
    [{ text_inputs: [] }, 'text_inputs is empty; valid: 1 entry at least'],
    [{ text_inputs: 7 }, 'text_inputs is a number; valid: a text or a list of texts'],
    [{ text_inputs: ['x', 7] }, 'text_inputs[1] is a number; valid: a text'],
    [{ records: [{ text: 'x', title: 'y' }] }, "records[0] has an unknown field 'title'."],
    [
      { text_inputs: ['x'], max_lenght: 5 },
      "unknown field 'max_lenght'. Did you mean 'max_length'?",
    ],
    [{ text_inputs: ['x'], max_length: '5' }, 'max_length'],
    [{ text_inputs: ['x'], do_sample: 1 }, 'do_sample must be a boolean, got 1.'],
    [{ text_inputs: ['x'], top_p: 2 }, 'top_p'],
    [
      { text_inputs: ['x'], num_beams: 2, num_return_sequences: 3 },
      'num_beams must be at least num_return_sequences. Instead got num_beams=2 and num_return_sequences=3.',
    ],
  ])('%j', async (payload, message) => {
    const { errorType, errorMessage } = await harness.failure('nowhere', payload);
    expect(errorType).toBe('InvalidInvokeRequest');
    expect(errorMessage).toContain(message);
    expect(errorMessage).not.toContain('\n');
  });
});

describe('an endpoint that cannot be asked: one line that says so, and what to do', () => {
  test('it does not exist', async () => {
    await harness.deploy('absent');
    expect(await harness.failure('absent', { text_inputs: 'x' })).toMatchObject({
      errorType: 'EndpointUnavailable',
      errorMessage: expect.stringMatching(
        /^there is no endpoint 'absent' .+ `t2t endpoint up`$/,
      ) as string,
    });
  });

  test('it is being created', async () => {
    await harness.createEndpoint('loading', 'embedded/echo:1', { loadMilliseconds: 600_000 });
    await harness.deploy('loading');
    expect(await harness.failure('loading', { text_inputs: 'x' })).toMatchObject({
      errorType: 'EndpointUnavailable',
      errorMessage: expect.stringMatching(
        /^endpoint 'loading' is being created \(Creating\), .+ says InService, then ask again$/,
      ) as string,
    });
  });

  test('it failed', async () => {
    await harness.createEndpoint('broken', 'embedded/echo:1', { failToLoad: true });
    await harness.reached('broken', 'FAILED');
    await harness.deploy('broken');
    expect(await harness.failure('broken', { text_inputs: 'x' })).toMatchObject({
      errorType: 'EndpointUnavailable',
      errorMessage: expect.stringMatching(
        /^endpoint 'broken' failed to start: .+ then `t2t endpoint up`$/,
      ) as string,
    });
  });
});
