import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readPayload, type TextSource } from '../../../cli/realtime/read-payload';
import { CliError } from '../../../cli/shared/cli-error';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 't2t-payload-'));
});
afterAll(async () => rm(folder, { recursive: true, force: true }));

/** The payload of a file of that name. */
async function read(name: string, content: string | Buffer, more: Partial<TextSource> = {}) {
  const input = join(folder, name);
  await writeFile(input, content);
  return readPayload({ input, parameters: {}, ...more });
}

const fault = async (promise: Promise<unknown>): Promise<string> => {
  const error: unknown = await promise.catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(CliError);
  return (error as CliError).message.replace(`${folder}/`, '');
};

test('a text, with hyperparameters', async () => {
  expect(await readPayload({ text: 'one', parameters: { max_length: 9 } })).toEqual({
    text_inputs: ['one'],
    max_length: 9,
  });
});

test('neither text nor input', async () => {
  expect(await fault(readPayload({ parameters: {} }))).toBe('no text: give --text or --input');
});

describe('text lines', () => {
  test('each is a text, blank ones are dropped, JSON is text', async () => {
    expect(await read('a.txt', 'one\r\n\n{"text": "two"}\n')).toEqual({
      text_inputs: ['one', '{"text": "two"}'],
    });
  });

  test('the first of them', async () => {
    expect(await read('a.txt', 'one\ntwo\nthree\n', { first: 2 })).toEqual({
      text_inputs: ['one', 'two'],
    });
  });

  test('a line that is not UTF-8 is named', async () => {
    const bytes = Buffer.from([0x61, 0x0a, 0xff, 0x0a]);
    expect(await fault(read('a.txt', bytes))).toBe('a.txt:2: the line is not UTF-8');
  });
});

describe('JSON lines', () => {
  test('text or text_inputs, and an id where there is one', async () => {
    const lines = '{"id": 7, "text": "one"}\n{"text_inputs": "two", "more": true}\n';
    expect(await read('a.jsonl', lines)).toEqual({
      records: [{ id: 7, text: 'one' }, { text: 'two' }],
    });
  });

  test('columns by a prompt', async () => {
    const prompt = 'Sum up: {body}';
    expect(await read('a.JSONL', '{"id": "x", "body": "one"}\n', { prompt })).toEqual({
      records: [{ id: 'x', text: 'Sum up: one' }],
    });
  });

  test.each([
    ['{"body": "one"}', "a.jsonl:1: there is no column 'text' or 'text_inputs'"],
    ['{"text": "one"}\n[1]', 'a.jsonl:2: the line is a list; a JSON object was expected'],
    ['{"text": "one", "max_length": 5}', 'a.jsonl:1: the record has a max_length of its own'],
    ['{"text": ""}', "a.jsonl:1: column 'text' is blank"],
  ])('%j is refused with its line', async (lines, message) => {
    expect(await fault(read('a.jsonl', lines))).toContain(message);
  });

  test('nothing behind the first ones is looked at', async () => {
    expect(await read('a.jsonl', '{"text": "one"}\nno JSON\n', { first: 1 })).toEqual({
      records: [{ text: 'one' }],
    });
  });

  test('a prompt that cannot be read', async () => {
    expect(await fault(read('a.jsonl', '{}', { prompt: 'a {' }))).toMatch(/a single '\{'/);
  });
});

describe('a payload', () => {
  test('goes as it is, with hyperparameters over its own', async () => {
    const payload = { text_inputs: ['one', 'two'], max_length: 5, top_k: 3 };
    const read5 = await read('a.json', JSON.stringify(payload), { parameters: { max_length: 9 } });
    expect(read5).toEqual({ ...payload, max_length: 9 });
  });

  test('the first of its list', async () => {
    expect(await read('a.json', '{"text_inputs": ["one", "two"]}', { first: 1 })).toEqual({
      text_inputs: ['one'],
    });
  });

  test.each(['[1]', '"text"', 'null'])('%s is no object', async (content) => {
    expect(await fault(read('a.json', content))).toContain('a.json has no JSON object; valid:');
  });

  test('no JSON', async () => {
    expect(await fault(read('a.json', '{'))).toContain('a.json is not JSON');
  });
});

test('a prompt needs JSON lines', async () => {
  expect(await fault(read('a.txt', 'one', { prompt: '{x}' }))).toContain('a.txt is no .jsonl file');
});

test('a file that does not exist', async () => {
  const input = join(folder, 'none.txt');
  expect(await fault(readPayload({ input, parameters: {} }))).toMatch(
    /^Cannot read none.txt: ENOENT/,
  );
});
