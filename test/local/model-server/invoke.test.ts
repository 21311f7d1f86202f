import { parsePythonLiteral } from '../../../domain/python-literal';
import { RunningServer } from './running-server';

const JSON_LINES = 'application/jsonlines';
const VALID_KEYS =
  "['text_inputs', 'max_length', 'num_return_sequences', 'num_beams', 'no_repeat_ngram_size', " +
  "'temperature', 'early_stopping', 'do_sample', 'top_k', 'top_p', 'seed', 'batch_size']";

const line = (record: unknown): string => `${JSON.stringify(record)}\n`;

function errorMessage(body: string): unknown {
  return (JSON.parse(body) as Record<string, unknown>).message;
}

describe('without HYPER_PARAMS', () => {
  let server: RunningServer;
  beforeAll(async () => {
    server = await RunningServer.startLoaded('echo');
  });
  afterAll(() => server.stop());

  test('a text is answered by one generated_text', async () => {
    const answer = await server.invoke('application/x-text', '', 'Say this: hello ไทย');
    expect(answer).toEqual({
      status: 200,
      contentType: 'application/json',
      body: '{"generated_text":"hello ไทย"}',
    });
  });

  test('the echo has at most 12 words', async () => {
    const answer = await server.invoke('application/x-text', '', 'a b c d e f g h i j k l m n');
    expect(JSON.parse(answer.body)).toEqual({ generated_text: 'a b c d e f g h i j k l' });
  });

  test('an object is answered by its generated_texts', async () => {
    const payload = { text_inputs: 'p: x', do_sample: true, num_return_sequences: 2 };
    const answer = await server.invoke('application/json', '*/*', JSON.stringify(payload));
    expect(answer.body).toBe('{"generated_texts":["x","x"]}');
  });

  test('a list of texts is answered by a list', async () => {
    const payload = { text_inputs: ['p: x', 'p: y'], batch_size: 2 };
    const answer = await server.invoke(
      'application/json; charset=utf-8',
      'application/json;verbose',
      JSON.stringify(payload),
    );
    expect(answer.body).toBe('[{"generated_texts":["x"]},{"generated_texts":["y"]}]');
  });

  test('JSON Lines are answered by Python literals, with their ids', async () => {
    const body =
      line({ id: 0, text_inputs: 'p: it\'s "so"\u00a0\n' }) + '\n' + line({ text_inputs: 'b' });
    const answer = await server.invoke(JSON_LINES, 'text/csv', body);
    expect(answer).toEqual({
      status: 200,
      contentType: 'text/csv',
      body: `{'id': 0, 'generated_texts': ['it\\'s "so"']}\n{'generated_texts': ['b']}\n`,
    });
  });

  test('any JSON value may be an id', async () => {
    const id = { a: [1, null, true] };
    const answer = await server.invoke(JSON_LINES, 'text/csv', line({ id, text_inputs: 'b' }));
    expect(parsePythonLiteral(answer.body)).toEqual({ id, generated_texts: ['b'] });
  });

  test.each([
    ['application/jsonlines', '{"id":1,"generated_texts":["b"]}\n'],
    ['application/json', '[{"id":1,"generated_texts":["b"]}]'],
  ])('JSON Lines with Accept %s', async (accept, body) => {
    const answer = await server.invoke(JSON_LINES, accept, line({ id: 1, text_inputs: 'b' }));
    expect(answer).toEqual({ status: 200, contentType: accept, body });
  });

  test('each record has its own hyperparameters', async () => {
    const body =
      line({ id: 1, text_inputs: 'b', do_sample: true, num_return_sequences: 3 }) +
      line({ id: 2, text_inputs: 'c' });
    const answer = await server.invoke(JSON_LINES, 'application/json', body);
    expect(JSON.parse(answer.body)).toEqual([
      { id: 1, generated_texts: ['b', 'b', 'b'] },
      { id: 2, generated_texts: ['c'] },
    ]);
  });

  test('an error has the form of Multi Model Server', async () => {
    const answer = await server.invoke(JSON_LINES, 'text/csv', line({ id: 1 }));
    expect(answer).toEqual({
      status: 400,
      contentType: 'application/json',
      body: `{
  "code": 400,
  "type": "InternalServerException",
  "message": "Input payload must contain text_inputs key."
}
`,
    });
  });

  test.each([
    [{ top: 1 }, `Input payload contains an invalid key top. Valid keys are ${VALID_KEYS}`],
    [{ max_length: 0 }, 'max_length must be at least 1, got 0.'],
    [{ max_length: 1.5 }, 'max_length must be an integer, got 1.5.'],
    [{ max_length: true }, 'max_length must be an integer, got True.'],
    [{ max_length: null }, 'max_length must be an integer, got None.'],
    [{ batch_size: 0 }, 'batch_size must be at least 1, got 0.'],
    [{ num_return_sequences: 0 }, 'num_return_sequences must be at least 1, got 0.'],
    [{ num_beams: 0 }, 'num_beams must be at least 1, got 0.'],
    [
      { num_beams: 1, num_return_sequences: 2 },
      'num_beams must be at least num_return_sequences. Instead got num_beams=1 and num_return_sequences=2.',
    ],
    [
      { num_beams: 4 },
      'num_beams=4: beam search is not supported by the embedded model server yet; valid: 1.',
    ],
    [
      { num_return_sequences: 3 },
      'num_beams=3 (from num_return_sequences without do_sample): beam search is not supported by the embedded model server yet; valid: 1.',
    ],
    [{ no_repeat_ngram_size: '2' }, 'no_repeat_ngram_size must be an integer, got 2.'],
    [{ temperature: -1 }, 'temperature must be a float with value at least 0, got -1.'],
    [{ temperature: 'hot' }, 'temperature must be a float with value at least 0, got hot.'],
    [{ do_sample: 'True' }, 'do_sample must be a boolean, got True.'],
    [{ early_stopping: 1 }, 'early_stopping must be a boolean, got 1.'],
    [{ top_k: -1 }, 'top_k must be at least 0, got -1.'],
    [{ top_p: 1.5 }, 'top_k must be in range [0,1], got 1.5'],
    [{ seed: 'x' }, 'seed must be an integer, got x.'],
    [{ text_inputs: 7 }, 'text_inputs must be a string or a list of strings, got 7.'],
  ])('refuses %j', async (fields, message) => {
    const record = { id: 1, text_inputs: 'b', ...fields };
    const lines = await server.invoke(JSON_LINES, 'text/csv', line(record));
    expect([lines.status, errorMessage(lines.body)]).toEqual([400, message]);
    const { id, ...payload } = record;
    const object = await server.invoke('application/json', '', JSON.stringify(payload));
    expect([id, object.status, errorMessage(object.body)]).toEqual([1, 400, message]);
  });

  test.each([
    [JSON_LINES, 'text/csv', '{"text_inputs": "a"}\n{oops}', 'Line 2 of the payload is not JSON'],
    [JSON_LINES, 'text/csv', '\n', 'The payload has no record.'],
    [JSON_LINES, 'text/csv', '[1]', 'Line 1 of the payload is not a JSON object.'],
    [JSON_LINES, 'text/csv', line({ text_inputs: ['a'] }), 'must be a string, got a list.'],
    ['application/json', '', 'oops', 'The payload is not JSON'],
    ['text/csv', '', 'a', 'Content type text/csv is not supported by this framework.'],
    ['application/x-text', 'image/png', 'a', 'Accept type image/png is not supported'],
    ['application/x-text', 'text/csv', 'a', 'Expected 1D or 2D array, got 0D array instead'],
  ])('refuses %s with Accept %s: %j', async (contentType, accept, body, message) => {
    const answer = await server.invoke(contentType, accept, body);
    expect(answer.status).toBe(400);
    expect(errorMessage(answer.body)).toEqual(expect.stringContaining(message));
  });
});

describe('with HYPER_PARAMS', () => {
  async function answerWith(hyperParams: string, body: string): Promise<[number, unknown]> {
    const server = await RunningServer.startLoaded('echo', { HYPER_PARAMS: hyperParams });
    try {
      const answer = await server.invoke(JSON_LINES, 'application/json', body);
      return [answer.status, JSON.parse(answer.body)];
    } finally {
      await server.stop();
    }
  }

  test('they hold for all records, whose own are not used', async () => {
    const body =
      line({ id: 1, text_inputs: 'b', max_length: 0, unknown: 1 }) +
      line({ id: 2, text_inputs: 'c' });
    const answer = await answerWith(
      "{'batch_size': 4, 'do_sample': True, 'num_return_sequences': 2}",
      body,
    );
    expect(answer).toEqual([
      200,
      [
        { id: 1, generated_texts: ['b', 'b'] },
        { id: 2, generated_texts: ['c', 'c'] },
      ],
    ]);
  });

  test.each([
    ["{'max_length': 0}", 'max_length must be at least 1, got 0.'],
    ["{'do_sample': true}", 'HYPER_PARAMS: Not a Python literal: at offset 14 expected a value'],
    ['[1]', 'HYPER_PARAMS must be a Python dict, got [1]'],
  ])('%s is refused at the invocation', async (hyperParams, message) => {
    const [status, body] = await answerWith(hyperParams, line({ text_inputs: 'b' }));
    expect(status).toBe(400);
    expect(body).toMatchObject({ message: expect.stringContaining(message) as string });
  });
});
