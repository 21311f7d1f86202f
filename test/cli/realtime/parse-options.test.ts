import { InvalidArgumentError } from 'commander';
import {
  contractOption,
  parseCount,
  parseCounts,
  parseDuration,
  parseParameters,
} from '../../../cli/realtime/parse-options';
import { contractNameSchema } from '../../../domain/realtime/contract';

test('counts come ascending and each once', () => {
  expect(parseCounts('8,1, 2,8')).toEqual([1, 2, 8]);
});

test.each(['0', '-1', '1.5', 'many', ''])('%j is no count', (value) => {
  expect(() => parseCount(value)).toThrow(InvalidArgumentError);
  expect(() => parseCounts(`1,${value}`)).toThrow('valid: a whole number, at least 1');
});

test('durations may have a fraction', () => {
  expect(parseDuration('0.5')).toBe(0.5);
});

test.each(['0', '-2', 'soon', 'Infinity'])('%j is no duration', (value) => {
  expect(() => parseDuration(value)).toThrow('valid: a number above 0');
});

test('parameters are a JSON object', () => {
  expect(parseParameters('{"top_k": 5}')).toEqual({ top_k: 5 });
});

test.each(['[1]', 'null', '{top_k: 5}', '5'])('%j is no object', (value) => {
  expect(() => parseParameters(value)).toThrow('valid: a JSON object such as {"max_length": 40}');
});

test('the contracts of the option are those of the domain', () => {
  expect(contractOption().argChoices).toEqual(contractNameSchema.options);
});
