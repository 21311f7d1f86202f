import fc from 'fast-check';
import { contractOf } from '../../../domain/realtime/contract-of';
import { reply, thrownName } from './scripted-endpoint';

const contract = contractOf('text2text-1.x');
const written = (texts: readonly string[], parameters = {}): unknown =>
  JSON.parse(new TextDecoder().decode(contract.writeRequest(texts, parameters)));

test('a list goes as a list beside its hyperparameters, one text as a plain string', () => {
  const parameters = { max_length: 50, do_sample: true, batch_size: 4 };
  expect(written(['a', 'b'], parameters)).toEqual({ text_inputs: ['a', 'b'], ...parameters });
  expect(written(['a'], parameters)).toEqual({ text_inputs: 'a', ...parameters });
});

test.each([
  {
    what: 'a list of answers',
    value: [
      ['a', 'b'],
      ['c', 'd'],
    ].map((generated_texts) => ({ generated_texts })),
    count: 2,
    answers: [
      ['a', 'b'],
      ['c', 'd'],
    ],
  },
  {
    what: 'a list of plain answers',
    value: [{ generated_text: 'a' }, { generated_text: 'b' }],
    count: 2,
    answers: [['a'], ['b']],
  },
  {
    what: 'an object for one text',
    value: { generated_texts: ['a', 'b', 'c'] },
    count: 1,
    answers: [['a', 'b', 'c']],
  },
  {
    what: 'a plain object for one text',
    value: { generated_text: 'a' },
    count: 1,
    answers: [['a']],
  },
  {
    what: 'an object for several texts, in turn',
    value: { generated_texts: ['a', 'b', 'c', 'd'] },
    count: 2,
    answers: [
      ['a', 'b'],
      ['c', 'd'],
    ],
  },
  {
    what: 'an answer with more fields',
    value: [{ generated_texts: ['a'], id: 7 }],
    count: 1,
    answers: [['a']],
  },
  { what: 'an empty answer', value: [{ generated_texts: [''] }], count: 1, answers: [['']] },
])('reads $what', ({ value, count, answers }) => {
  expect(contract.readReply(reply(value), count)).toEqual(answers);
});

test.each([
  [[{ generated_texts: ['a'] }], 2, 'the reply has 1 answers to 2 texts'],
  [{ generated_texts: ['a', 'b', 'c'] }, 2, 'the reply has 3 sequences for 2 texts'],
  [[{ generated_texts: [] }], 1, /another form.*\[\{"generated_texts":\[\]\}\]/],
  [[{ generated_texts: [null] }], 1, /another form/],
  ['text', 1, /another form than the contract's: "text"/],
])('%j to %i is malformed', (value, count, message) => {
  const read = () => contract.readReply(reply(value), count);
  expect(thrownName(read)).toBe('MalformedReply');
  expect(read).toThrow(message);
});

test.each([
  ['<html>', 'the reply is not JSON: <html>'],
  ['', 'the reply is not JSON: it is empty'],
])('%j is not JSON', (text, message) => {
  expect(() => contract.readReply(new TextEncoder().encode(text), 1)).toThrow(message);
});

test('any list of answers comes back as it was written', () => {
  const sequences = fc.array(fc.string(), { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(fc.array(sequences, { minLength: 1, maxLength: 8 }), (answers) => {
      const body = reply(answers.map((generated_texts) => ({ generated_texts })));
      expect(contract.readReply(body, answers.length)).toEqual(answers);
    }),
  );
});
