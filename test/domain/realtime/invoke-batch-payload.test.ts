import { contractOf } from '../../../domain/realtime/contract-of';
import { InvalidInvokeRequest } from '../../../domain/realtime/errors';
import { parseInvokeBatchPayload } from '../../../domain/realtime/invoke-batch-payload';
import { MAX_ITEMS } from '../../../domain/realtime/invoke-items';
import { MAX_REQUEST_BYTES } from '../../../domain/realtime/split-batches';

const parse = (payload: unknown, contract = contractOf('text2text-1.x')) =>
  parseInvokeBatchPayload(payload, contract);

/** The issue's own. */
const PARAMETERS = {
  max_length: 50,
  num_return_sequences: 1,
  top_k: 50,
  top_p: 0.95,
  do_sample: true,
  batch_size: 4,
};

test.each(['text2text-1.x', 'tgi-2.x'] as const)('texts with hyperparameters, for %s', (name) => {
  expect(parse({ text_inputs: ['a', 'b'], ...PARAMETERS }, contractOf(name))).toEqual({
    items: [
      { index: 0, text: 'a', field: 'text_inputs[0]' },
      { index: 1, text: 'b', field: 'text_inputs[1]' },
    ],
    parameters: PARAMETERS,
  });
});

test('a single text is a list of one', () => {
  expect(parse({ text_inputs: 'a' })).toEqual({
    items: [{ index: 0, text: 'a', field: 'text_inputs' }],
    parameters: {},
  });
});

test('records keep their ids, which may be missing', () => {
  const records = [
    { id: 'x', text: 'a' },
    { text: 'b' },
    { id: 0, text: 'c' },
    { id: '0', text: 'd' },
  ];
  const { items } = parse({ records, max_length: 5 });
  expect(items.map(({ index, id, text }) => ({ index, id, text }))).toEqual([
    { index: 0, id: 'x', text: 'a' },
    { index: 1, id: undefined, text: 'b' },
    { index: 2, id: 0, text: 'c' },
    { index: 3, id: '0', text: 'd' },
  ]);
});

const SECRET = 'confidential';
const texts = (...text_inputs: unknown[]) => ({ text_inputs });
const records = (...given: unknown[]) => ({ records: given });

test.each<[string, unknown, string | RegExp]>([
  ['no object', [SECRET], 'the payload is a list; valid: an object with text_inputs or records'],
  ['nothing', null, 'the payload is null; valid: an object with text_inputs or records'],
  ['neither', {}, 'text_inputs or records is missing; valid: one of them'],
  ['both', { ...texts('a'), ...records({ text: 'a' }) }, /both given; valid: one of them/],
  ['a number', { text_inputs: 7 }, 'text_inputs is a number; valid: a text or a list of texts'],
  ['an empty list', texts(), 'text_inputs is empty; valid: 1 entry at least'],
  ['no records', records(), 'records is empty; valid: 1 entry at least'],
  ['a number in it', texts(SECRET, 7), 'text_inputs[1] is a number; valid: a text'],
  ['a blank text', texts('a', ' \n'), 'text_inputs[1] is blank; valid: a text'],
  ['several faults', texts(1, 2, 3), 'text_inputs[0] is a number; valid: a text (and 2 more)'],
  ['texts as records', records(SECRET), /^records\[0\] is a text; valid: an object with text/],
  ['an object as records', { records: { text: SECRET } }, /^records is an object; valid: a list/],
  ['no text', records({ id: 1 }), 'records[0].text is missing; valid: a text'],
  [
    'a misspelt field',
    records({ txt: SECRET, text: 'a' }),
    /^records\[0\] has an unknown field 'txt'. Did you mean 'text'\? Valid: id, text\.$/,
  ],
  [
    'an id of another type',
    records({ id: { a: SECRET }, text: 'a' }),
    /^records\[0\].id is not valid; valid: a number/,
  ],
  ['a long id', records({ id: 'i'.repeat(129), text: 'a' }), /at most 128 characters$/],
  [
    'an id twice',
    records({ id: 7, text: 'a' }, { text: 'b' }, { id: 7, text: 'c' }),
    'records[2].id is that of records[0] too; valid: each id once, or none',
  ],
  [
    'too many',
    texts(...new Array<string>(MAX_ITEMS + 1).fill('a')),
    /too many entries; valid: at most 5000/,
  ],
  [
    'a misspelt list',
    { text_input: [SECRET] },
    /^unknown field 'text_input'. Did you mean 'text_inputs'\? Valid: text_inputs, records, batch_size/,
  ],
  [
    'an unknown hyperparameter',
    { ...texts(SECRET), max_lenght: 5 },
    /^unknown field 'max_lenght'. Did you mean 'max_length'\?/,
  ],
  [
    'a wrong type',
    { ...texts(SECRET), max_length: '50' },
    'max_length must be an integer, got "50".',
  ],
  [
    'too few beams',
    { ...texts(SECRET), num_beams: 1, num_return_sequences: 2 },
    /^num_beams must be at least num_return_sequences/,
  ],
])('%s is refused in one sentence', (_what, payload, message) => {
  const refused = () => parse(payload);
  expect(refused).toThrow(InvalidInvokeRequest);
  expect(refused).toThrow(message);
  expect(refused).not.toThrow(SECRET);
});

test('a hyperparameter without a counterpart is refused for that contract', () => {
  const payload = { text_inputs: 'a', no_repeat_ngram_size: 3 };
  expect(() => parse(payload, contractOf('tgi-2.x'))).toThrow(
    /^no_repeat_ngram_size has no counterpart/,
  );
  expect(parse(payload).parameters).toEqual({ no_repeat_ngram_size: 3 });
});

test.each(['text2text-1.x', 'tgi-2.x'] as const)(
  '%s: a text fills a request, and one byte more is refused',
  (name) => {
    const contract = contractOf(name);
    const parameters = { batch_size: MAX_ITEMS, max_length: 9 };
    // Brackets, two bytes, are counted also for one text.
    const most = MAX_REQUEST_BYTES - contract.writeRequest([''], parameters).length - 2;
    const long = 'é'.repeat(Math.floor(most / 2)) + 'e'.repeat(most % 2);
    expect(parse({ text_inputs: long, max_length: 9 }, contract).items).toHaveLength(1);
    const refused = () =>
      parse({ records: [{ text: 'a' }, { text: `${long}e` }], max_length: 9 }, contract);
    expect(refused).toThrow(
      /^records\[1\].text has \d+ bytes as JSON; a request to the endpoint may have 6291456/,
    );
  },
);
