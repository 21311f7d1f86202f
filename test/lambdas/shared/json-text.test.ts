import { textIn } from '../../../lambdas/shared/json-text';

test.each([
  { text: '{"message": "too long", "code": 400}', found: 'too long' },
  { text: '{"message": 5}', found: '{"message": 5}' },
  { text: '{"other": "x"}', found: '{"other": "x"}' },
  { text: 'null', found: 'null' },
  { text: '"message"', found: '"message"' },
  { text: 'Traceback (most recent call last)', found: 'Traceback (most recent call last)' },
  { text: '', found: '' },
])('in $text', ({ text, found }) => {
  expect(textIn(text, 'message')).toBe(found);
});
