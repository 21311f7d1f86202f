import { RunningServer } from '../running-server';

let server: RunningServer;

beforeAll(async () => {
  server = await RunningServer.startLoaded('echo', {
    MODEL_SERVER_CONTRACT: 'tgi-2.x',
    MAX_INPUT_LENGTH: '20',
    MAX_TOTAL_TOKENS: '30',
    ECHO_FAULTS: JSON.stringify({
      rules: [{ action: 'fail', marker: 'BOOM', status: 507, message: 'Out of resources' }],
    }),
  });
});

afterAll(() => server.stop());

const ask = (body: unknown, contentType = 'application/json') =>
  server.invoke(contentType, 'application/json', JSON.stringify(body));

const words = (count: number): string => Array(count).fill('w').join(' ');

test('a text is answered by a list of one generated_text', async () => {
  const parameters = { max_new_tokens: 10, top_k: 50, top_p: 0.95, do_sample: true };
  expect(await ask({ inputs: 'Say: hello ไทย', parameters })).toEqual({
    status: 200,
    contentType: 'application/json',
    body: '[{"generated_text":"hello ไทย"}]',
  });
});

test('null stands for an absent parameter, and unknown members are ignored', async () => {
  const parameters = { max_new_tokens: null, temperature: null, stop: [], batch_size: 4 };
  expect((await ask({ inputs: 'a', parameters, other: 1 })).body).toBe('[{"generated_text":"a"}]');
});

test('return_full_text puts the input before the answer', async () => {
  const parameters = { max_new_tokens: 5, return_full_text: true };
  expect((await ask({ inputs: 'p: x', parameters })).body).toBe('[{"generated_text":"p: xx"}]');
});

test('the answer ends with the first stop sequence', async () => {
  const parameters = { max_new_tokens: 5, stop: ['three', 'two'] };
  const { body } = await ask({ inputs: 'one two three', parameters });
  expect(body).toBe('[{"generated_text":"one two"}]');
});

test('truncate keeps the end of the input', async () => {
  const parameters = { max_new_tokens: 5, truncate: 2 };
  const { body } = await ask({ inputs: `${words(40)} last two`, parameters });
  expect(body).toBe('[{"generated_text":"last two"}]');
});

test.each<[string, Record<string, unknown>, string]>([
  ['a b', { temperature: 0 }, '`temperature` must be strictly positive'],
  ['a b', { top_p: 1 }, '`top_p` must be > 0.0 and < 1.0'],
  ['a b', { top_p: 0 }, '`top_p` must be > 0.0 and < 1.0'],
  ['a b', { top_k: 0 }, '`top_k` must be strictly positive'],
  ['a b', { typical_p: 1 }, '`typical_p` must be > 0.0 and < 1.0'],
  ['a b', { repetition_penalty: 0 }, '`repetition_penalty` must be strictly positive'],
  ['a b', { frequency_penalty: 3 }, '`frequency_penalty` must be >= -2.0 and <= 2.0'],
  ['a b', { max_new_tokens: 0 }, '`max_new_tokens` must be strictly positive'],
  ['a b', { stop: ['1', '2', '3', '4', '5'] }, '`stop` supports up to 4 stop sequences. Given: 5'],
  ['a b', { truncate: 0 }, '`truncate` must be strictly positive and less than 20. Given: 0'],
  ['', {}, '`inputs` cannot be empty'],
  [
    'a b',
    { max_new_tokens: 29 },
    '`inputs` tokens + `max_new_tokens` must be <= 30. Given: 2 `inputs` tokens and 29 `max_new_tokens`',
  ],
  [
    'a b',
    {},
    '`inputs` tokens + `max_new_tokens` must be <= 30. Given: 2 `inputs` tokens and 100 `max_new_tokens`',
  ],
  [words(21), { max_new_tokens: 5 }, '`inputs` must have less than 20 tokens. Given: 21'],
  ['a b', { best_of: 2 }, '`best_of` is not supported by the embedded model server'],
  ['a b', { details: true }, '`details` is not supported by the embedded model server'],
])('%j with %j is refused in the words of TGI', async (inputs, parameters, reason) => {
  const { status, body } = await ask({ inputs, parameters });
  expect([status, JSON.parse(body)]).toEqual([
    422,
    { error: `Input validation error: ${reason}`, error_type: 'validation' },
  ]);
});

test.each([
  [{ inputs: ['a', 'b'] }],
  [{ text_inputs: 'a' }],
  [{ inputs: 'a', parameters: { max_new_tokens: -1 } }],
  [['a']],
])('%j does not fit the type', async (body) => {
  expect(await ask(body)).toEqual({
    status: 422,
    contentType: 'text/plain; charset=utf-8',
    body: 'Failed to deserialize the JSON body into the target type: data did not match any variant of untagged enum SagemakerRequest',
  });
});

test('what is not JSON, or does not say that it is', async () => {
  const broken = await server.invoke('application/json', '', '{oops');
  expect([broken.status, broken.body]).toEqual([
    400,
    expect.stringContaining('Failed to parse the request body as JSON') as string,
  ]);
  const lines = await ask({ inputs: 'a' }, 'application/jsonlines');
  expect([lines.status, lines.body]).toEqual([
    415,
    'Expected request with `Content-Type: application/json`',
  ]);
});

test('a failure of the model has its status', async () => {
  const { status, body } = await ask({ inputs: 'BOOM', parameters: { max_new_tokens: 5 } });
  expect([status, JSON.parse(body)]).toEqual([
    507,
    { error: 'Out of resources', error_type: 'generation' },
  ]);
});
