import fc from 'fast-check';
import {
  findHyperParameterFault,
  HYPER_PARAMETER_NAMES,
} from '../../../domain/run/hyper-parameters';

test.each([
  {},
  { batch_size: 4, max_length: 50, top_k: 50, top_p: 0.95, do_sample: true },
  { temperature: 0, top_k: 0, top_p: 0 },
  { temperature: 3.5, top_p: 1, seed: 4294967295 },
  { temperature: 0 },
  { temperature: 0, do_sample: false },
  { num_beams: 4, num_return_sequences: 4, early_stopping: true },
  { num_return_sequences: 3, num_beams: 1, do_sample: true },
  { num_return_sequences: 3 },
])('accepts %j', (parameters) => {
  expect(findHyperParameterFault(parameters)).toBeUndefined();
});

test.each([
  { parameters: { batch_size: 0 }, message: 'batch_size must be at least 1, got 0.' },
  { parameters: { batch_size: 1.5 }, message: 'batch_size must be an integer, got 1.5.' },
  { parameters: { max_length: '50' }, message: 'max_length must be an integer, got "50".' },
  { parameters: { max_length: null }, message: 'max_length must be an integer, got null.' },
  { parameters: { top_k: -1 }, message: 'top_k must be at least 0, got -1.' },
  { parameters: { top_p: 1.01 }, message: 'top_p must be in range [0,1], got 1.01.' },
  { parameters: { top_p: [0.5] }, message: 'top_p must be in range [0,1], got [0.5].' },
  { parameters: { do_sample: 'yes' }, message: 'do_sample must be a boolean, got "yes".' },
  { parameters: { early_stopping: 1 }, message: 'early_stopping must be a boolean, got 1.' },
  {
    parameters: { seed: 0.5 },
    message: 'seed must be an integer from 0 to 4294967295, got 0.5.',
  },
  {
    parameters: { seed: -1 },
    message: 'seed must be an integer from 0 to 4294967295, got -1.',
  },
  {
    parameters: { do_sample: true, temperature: 0 },
    message:
      'temperature must be more than 0 with do_sample, got 0; for greedy answers set do_sample to false.',
  },
  {
    parameters: { temperature: -0.1 },
    message: 'temperature must be a float with value at least 0, got -0.1.',
  },
  {
    parameters: { num_beams: 2, num_return_sequences: 3 },
    message:
      'num_beams must be at least num_return_sequences. Instead got num_beams=2 and num_return_sequences=3.',
  },
  {
    parameters: { num_beams: 2, num_return_sequences: 3, do_sample: true },
    message:
      'num_beams must be at least num_return_sequences. Instead got num_beams=2 and num_return_sequences=3.',
  },
])('refuses $parameters: $message', ({ parameters, message }) => {
  expect(findHyperParameterFault(parameters)?.message).toBe(message);
});

test('an unknown name is refused with the near one and all valid ones', () => {
  expect(findHyperParameterFault({ max_lenght: 50 })).toEqual({
    name: 'max_lenght',
    message: `unknown hyperparameter 'max_lenght'. Did you mean 'max_length'? Valid: ${HYPER_PARAMETER_NAMES.join(', ')}.`,
  });
});

test.each(['constructor', 'toString', '__proto__'])('%s is no hyperparameter', (name) => {
  const parameters = JSON.parse(`{"${name}": 1}`) as Record<string, unknown>;
  expect(findHyperParameterFault(parameters)?.message).toMatch(`unknown hyperparameter '${name}'`);
});

test('whatever a record holds gets an answer, never an exception', () => {
  const name = fc.oneof(fc.constantFrom(...HYPER_PARAMETER_NAMES), fc.string());
  fc.assert(
    fc.property(fc.dictionary(name, fc.jsonValue()), (parameters) => {
      const fault = findHyperParameterFault(parameters);
      expect(Object.keys(parameters)).toEqual(
        expect.arrayContaining(fault === undefined ? [] : [fault.name]),
      );
    }),
  );
});
