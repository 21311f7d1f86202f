import { deployment } from '../../support/run-fixtures';
import { literal } from '../../../lib/state-machine/literal';

test('leaves what is no expression as it is', () => {
  expect(literal(deployment())).toEqual(deployment());
  const value = { text: 'a {% b %} c', list: [null, true, 1.5, 'Sum {article}'] };
  expect(literal(value)).toEqual(value);
});

test('makes a text that looks like an expression one that gives just that text', () => {
  expect(literal({ a: ['{% "x" %}\n'] })).toEqual({ a: ['{% "{% \\"x\\" %}\\n" %}'] });
  expect(literal('{%')).toBe('{% "{%" %}');
  expect(literal('%}')).toBe('{% "%}" %}');
});
