import { Command } from 'commander';
import { registerRougeCommand } from '../../../cli/rouge/register-rouge-command';
import { parseSeed, parseTokenizer, parseTypes } from '../../../cli/rouge/rouge-options';

test('types by commas and by words', () => {
  expect(parseTypes('rouge1,rougeL')).toEqual(['rouge1', 'rougeL']);
  expect(parseTypes('rouge2', ['rouge1'])).toEqual(['rouge1', 'rouge2']);
});

test.each([
  [() => parseTypes('rouge1,rougeX'), /valid: rouge1, /],
  [() => parseTokenizer('bert'), /valid: default, unicode/],
  [() => parseSeed('-1'), /valid: a whole number from 0 to 4294967295/],
  [() => parseSeed('4294967296'), /valid/],
  [() => parseSeed(''), /valid/],
])('refuses what is not offered (%#)', (parse, message) => {
  expect(parse).toThrow(message);
});

test('the command has the options of its documentation', () => {
  const program = new Command();
  registerRougeCommand(program);
  expect(program.commands[0]?.options.map((option) => option.long)).toEqual([
    '--predictions',
    '--references',
    '--id-field',
    '--prediction-field',
    '--reference-field',
    '--stemmer',
    '--tokenizer',
    '--types',
    '--seed',
    '--per-record',
    '--format',
  ]);
});
