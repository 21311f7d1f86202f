import * as fc from 'fast-check';
import { matchesSteps, parsePattern, resolvePattern } from '../../../../local/iam/policy/pattern';
import { PolicyError } from '../../../../local/iam/policy/policy-error';

const SYNTAX = { wildcards: true, variables: true };

function matches(
  pattern: string,
  text: string,
  context: Record<string, string | string[]> = {},
  syntax = SYNTAX,
): boolean {
  const steps = resolvePattern(parsePattern(pattern, syntax, 'Statement 1'), context);
  return steps !== undefined && matchesSteps(steps, text);
}

describe('wildcards', () => {
  it.each([
    ['runs/*', 'runs/', true],
    ['runs/*', 'runs/a/b', true],
    ['runs/*/results.json', 'runs/a/results.json', true],
    ['runs/*/results.json', 'runs/results.json', false],
    ['r?ns', 'runs', true],
    ['r?ns', 'rns', false],
    ['*', '', true],
    ['?', '', false],
    ['?', '😀', true],
    ['a.c', 'abc', false],
    ['Runs/*', 'runs/a', false],
    ['a*b*c', 'aXbXbXc', true],
    ['a*b*c', 'aXbXbX', false],
  ])('%s and %s: %s', (pattern, text, expected) => {
    expect(matches(pattern, text)).toBe(expected);
  });

  it('agree with a regular expression', () => {
    const character = fc.constantFrom('a', 'b', '*', '?', '.', '\n');
    const word = (of: fc.Arbitrary<string>): fc.Arbitrary<string> =>
      fc.array(of, { maxLength: 12 }).map((characters) => characters.join(''));
    fc.assert(
      fc.property(word(character), word(fc.constantFrom('a', 'b', '.', '\n')), (pattern, text) => {
        const source = pattern.replaceAll('.', '\\.').replaceAll('*', '.*').replaceAll('?', '.');
        expect(matches(pattern, text)).toBe(new RegExp(`^${source}$`, 'su').test(text));
      }),
      { numRuns: 2000 },
    );
  });

  it('do not take exponential time', () => {
    expect(matches('*a'.repeat(60), 'a'.repeat(59))).toBe(false);
  });
});

describe('variables', () => {
  const context = { 'aws:principalarn': 'arn:aws:iam::1:role/a', 'aws:userid': 'x*' };

  it.each([
    ['home/${aws:userid}/*', 'home/x*/file', true],
    // A value's characters are plain, whatever they look like.
    ['home/${aws:userid}', 'home/xyz', false],
    ['${AWS:PrincipalArn}', 'arn:aws:iam::1:role/a', true],
    ["${aws:SourceArn, 'none'}", 'none', true],
    ["${aws:userid, 'none'}", 'x*', true],
    ['a${*}b', 'a*b', true],
    ['a${*}b', 'aXb', false],
    ['a${?}${$}', 'a?$', true],
    // A variable that the request has no value for matches nothing.
    ['${aws:SourceArn}', '', false],
    ['*${aws:SourceArn}', 'anything', false],
  ])('%s and %s: %s', (pattern, text, expected) => {
    expect(matches(pattern, text, context)).toBe(expected);
  });

  it('have no value when the key has several', () => {
    expect(matches('${aws:TagKeys}', 'a', { 'aws:tagkeys': ['a'] })).toBe(false);
  });

  it('are text in policies of the first version', () => {
    const syntax = { wildcards: true, variables: false };
    expect(matches('${aws:userid}', '${aws:userid}', context, syntax)).toBe(true);
  });

  it('that no request has are refused by name', () => {
    const parse = (): unknown => parsePattern('${aws:FederatedProvider}/x', SYNTAX, 'Statement 1');
    expect(parse).toThrow(PolicyError);
    expect(parse).toThrow(
      'Statement 1: the policy variable ${aws:FederatedProvider} in "${aws:FederatedProvider}/x" is not known here',
    );
  });
});
