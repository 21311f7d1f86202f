import { InvalidArgumentError } from 'commander';
import { parseFormat } from '../../../cli/shared/format-option';

test.each(['json', 'table'])('%s is a format', (format) => {
  expect(parseFormat(format)).toBe(format);
});

test.each(['JSON', 'csv', ''])('%j is none; the valid ones are named', (format) => {
  expect(() => parseFormat(format)).toThrow(new InvalidArgumentError('valid: json, table'));
});
