import { MalformedLine, RecordReader } from '../../../cli/rouge/text-record';

const read = (side: 'prediction' | 'reference', line: string, named = {}) =>
  new RecordReader(side, named).read(line);

test.each([
  ['prediction', '{"id": 1, "generated_texts": ["a", "b"]}', { id: 1, text: 'a' }],
  ['prediction', "{'id': 1, 'generated_texts': ['it\\'s']}", { id: 1, text: "it's" }],
  ['prediction', '{"text": "a"}', { id: undefined, text: 'a' }],
  ['reference', '{"id": "x", "highlights": "a"}', { id: 'x', text: 'a' }],
  ['reference', '{"id": null, "summary": "a"}', undefined],
  ['reference', '{"references": ["a", "b"], "text": "c"}', { id: undefined, text: ['a', 'b'] }],
] as const)('a %s of %s', (side, line, record) => {
  if (record === undefined) expect(() => read(side, line)).toThrow(MalformedLine);
  else expect(read(side, line)).toEqual(record);
});

test('takes the fields that are named', () => {
  const named = { id: 'key', text: 'answer' };
  expect(read('prediction', '{"id": 1, "key": 2, "text": "no", "answer": "yes"}', named)).toEqual({
    id: 2,
    text: 'yes',
  });
});

test.each([
  ['{"id": 1', /neither JSON \(.*\) nor a Python dict/],
  ['[1]', /is no JSON object or Python dict/],
  [
    '{"id": 1, "other": "a"}',
    /no prediction among the fields id, other; name it with --prediction-field/,
  ],
  ['{"id": 1, "text": 5}', /the field "text" is 5; valid: a text or an array/],
  ['{"id": 1, "text": []}', /the field "text" is \[\]; valid/],
])('refuses %s', (line, message) => {
  expect(() => read('prediction', line)).toThrow(message);
});

test('a later record must have what the first one had', () => {
  const reader = new RecordReader('prediction', {});
  reader.read('{"id": 1, "text": "a"}');
  expect(() => reader.read('{"id": 2, "txt": "a"}')).toThrow(
    'no field "text"; the line has id, txt',
  );
  expect(() => reader.read('{"text": "a"}')).toThrow('no id in the field "id"; the line has text');
});
