import { ColumnError } from '../../../domain/records/prompt-template';
import { referenceOf } from '../../../domain/records/reference';

test.each([
  { value: 'text', reference: 'text' },
  { value: '', reference: '' },
  { value: ['one', 'two'], reference: ['one', 'two'] },
  { value: [''], reference: [''] },
  { value: [], reference: undefined },
  { value: null, reference: undefined },
  { value: undefined, reference: undefined },
])('$value', ({ value, reference }) => {
  expect(referenceOf(value, 'c')).toEqual(reference);
});

test.each([
  { value: 7, shown: 'a number' },
  { value: ['one', 2], shown: 'a list with a number' },
  { value: { a: 'x' }, shown: 'an object' },
])('refuses $shown', ({ value, shown }) => {
  expect(() => referenceOf(value, 'c')).toThrow(
    new ColumnError(`column 'c' is ${shown}; a text or a list of texts was expected`),
  );
});
