import { inspect } from 'node:util';
import { parseRecord } from '../../../domain/records/parse-record';
import { ColumnError } from '../../../domain/records/prompt-template';

const parse = (text: string, utf8 = true) => parseRecord({ number: 1, text, utf8 });

test('reads a JSON object', () => {
  expect(parse('{"a": 1, "b": [null]} ')).toEqual({ a: 1, b: [null] });
});

test.each([
  { text: '[1]', message: 'the line is a list; a JSON object was expected' },
  { text: 'null', message: 'the line is null; a JSON object was expected' },
  { text: '"text"', message: 'the line is a text; a JSON object was expected' },
  { text: '{"a": 1', message: 'invalid JSON: ' },
  { text: '{a: 1}', message: 'invalid JSON: ' },
])('refuses $text', ({ text, message }) => {
  expect(() => parse(text)).toThrow(ColumnError);
  expect(() => parse(text)).toThrow(message);
});

test.each([
  'confidential',
  '{"a": confidential}',
  '{"a": "confidential" "b"}',
  '["confidential"\n"\u2028confidential", nothing]',
  '"confidential"',
  '["confidential"]',
  '{"confidential": "confidential',
])('repeats nothing of %j, which may be confidential', (text) => {
  let thrown: unknown;
  try {
    parse(text);
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(ColumnError);
  expect(inspect(thrown)).not.toContain('confidential');
});

test('refuses a line that is not UTF-8, though it may parse', () => {
  expect(() => parse('{"a": "\uFFFD"}', false)).toThrow(new ColumnError('the line is not UTF-8'));
});
