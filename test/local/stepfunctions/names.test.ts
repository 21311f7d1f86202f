import { checkName } from '../../../local/stepfunctions/names';

it.each(['a', 'run-2026.11_24', 'é(1)!', 'x'.repeat(80)])('accepts %j', (name) => {
  expect(checkName(name)).toBe(name);
});

it.each([
  '',
  'x'.repeat(81),
  'a b',
  'a/b',
  'a:b',
  'a*',
  'a?',
  '<a>',
  '[a]',
  '{a}',
  'a#',
  'a"',
  'a\\',
  'a,b',
  'a\u0001',
  'a\uffff',
  '\ud800',
])('refuses %j', (name) => {
  expect(() => checkName(name)).toThrow('Invalid Name');
});
