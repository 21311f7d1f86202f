import { contractOf } from '../../../domain/realtime/contract-of';
import { reply, thrownName } from './scripted-endpoint';

const contract = contractOf('tgi-2.x');
const parametersOf = (parameters: object): unknown =>
  (
    JSON.parse(new TextDecoder().decode(contract.writeRequest(['a'], { ...parameters }))) as {
      parameters: unknown;
    }
  ).parameters;

test('one text a request, as inputs', () => {
  expect(contract.maxTexts).toBe(1);
  const body = new TextDecoder().decode(contract.writeRequest(['a'], {}));
  expect(JSON.parse(body)).toEqual({ inputs: 'a', parameters: {} });
});

test.each([
  [{ max_length: 50 }, { max_new_tokens: 49 }],
  [
    { do_sample: true, top_k: 50, top_p: 0.95, temperature: 0.7, seed: 7 },
    { do_sample: true, top_k: 50, top_p: 0.95, temperature: 0.7, seed: 7 },
  ],
  // Numbers that say "do nothing", which TGI refuses.
  [{ do_sample: true, top_k: 0, top_p: 1 }, { do_sample: true }],
  // Transformers' default, which TGI does not have.
  [{ do_sample: true }, { do_sample: true, top_k: 50 }],
  // Greedy: what is ignored must not make TGI sample.
  [{ do_sample: false, top_k: 50, top_p: 0.9, temperature: 0 }, { do_sample: false }],
  [{ top_k: 50, temperature: 0.7, seed: 1 }, { seed: 1 }],
  [{ batch_size: 4, num_return_sequences: 1, num_beams: 1, early_stopping: false }, {}],
])('%j goes as %j', (given, sent) => {
  expect(contract.findFault(given)).toBeUndefined();
  expect(parametersOf(given)).toEqual(sent);
});

test.each([
  [
    { num_return_sequences: 3 },
    'num_return_sequences must be 1, got 3: TGI answers each text once.',
  ],
  [{ num_beams: 2 }, 'num_beams must be 1, got 2: TGI has no beam search.'],
  [{ early_stopping: true }, 'early_stopping must be false, got true: TGI has no beam search.'],
  [{ no_repeat_ngram_size: 2 }, 'no_repeat_ngram_size has no counterpart in TGI; leave it out.'],
  [{ max_length: 1 }, 'max_length must be at least 2, got 1: one is the start token.'],
  [{ top_p: 0 }, 'top_p must be more than 0 for TGI, got 0.'],
  [{ max_length: '50' }, 'max_length must be an integer, got "50".'],
])('%j is refused', (parameters, message) => {
  expect(contract.findFault(parameters)).toEqual({ name: Object.keys(parameters)[0], message });
});

test.each([[[{ generated_text: 'a' }]], [{ generated_text: 'a' }]])('reads %j', (value) => {
  expect(contract.readReply(reply(value), 1)).toEqual([['a']]);
});

test.each([[[]], [[{ generated_text: 'a' }, { generated_text: 'b' }]], [{ error: 'x' }]])(
  '%j is malformed',
  (value) => {
    expect(thrownName(() => contract.readReply(reply(value), 1))).toBe('MalformedReply');
  },
);
