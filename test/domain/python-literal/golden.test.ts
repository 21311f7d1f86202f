import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parsePythonLiteral, toPythonLiteral } from '../../../domain/python-literal';

interface GoldenRow {
  readonly repr: string;
  readonly value: unknown;
}

const rows = readFileSync(join(__dirname, '../../golden/python_repr.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as GoldenRow);

/** `str()` of a str is the str itself, without quotes: no literal, nothing to parse. */
const isBareText = (row: GoldenRow): boolean => typeof row.value === 'string';
const literals = rows.filter((row) => !isBareText(row));

/** The repr less its strings; what is left of numbers has no counterpart among JS numbers. */
function hasUnwritableNumber(repr: string): boolean {
  const bare = repr.replace(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"/gs, '');
  const numbers = bare.match(/-?\d[\w.+-]*/g) ?? [];
  return numbers.some((number) => {
    const value = Number(number);
    const isFloat = /[.e]/.test(number);
    if (isFloat) return Number.isInteger(value) && !Object.is(value, -0);
    return !Number.isSafeInteger(value) && String(BigInt(value)) !== number;
  });
}

/** Python keeps two lone surrogates apart; in a JS string they are one code point. */
const hasTwoLoneSurrogates = (repr: string): boolean =>
  /(?<!\\)(?:\\\\)*\\ud[89ab]..\\ud[c-f]../.test(repr);

test('every literal of CPython parses to the value that JSON.parse reads', () => {
  expect(literals).toHaveLength(1376);
  const wrong = literals.filter((row) => {
    const parsed = parsePythonLiteral(row.repr);
    return JSON.stringify(parsed) !== JSON.stringify(row.value);
  });
  expect(wrong).toEqual([]);
});

test('the other rows of the file are bare texts', () => {
  expect(rows.filter(isBareText).filter((row) => row.repr !== row.value)).toEqual([]);
});

test('a bare text survives being written and read', () => {
  for (const { value } of rows.filter(isBareText)) {
    expect(parsePythonLiteral(toPythonLiteral(value))).toBe(value);
  }
});

test('every value that JS can hold is written as CPython writes it', () => {
  const writable = literals.filter(
    ({ repr }) => !hasUnwritableNumber(repr) && !hasTwoLoneSurrogates(repr),
  );
  expect(writable).toHaveLength(1302);
  const wrong = writable.filter((row) => toPythonLiteral(row.value) !== row.repr);
  expect(wrong).toEqual([]);
});

test('no row is left out that could be written', () => {
  const leftOut = literals.filter(
    ({ repr }) => hasUnwritableNumber(repr) || hasTwoLoneSurrogates(repr),
  );
  expect(leftOut.filter((row) => toPythonLiteral(row.value) === row.repr)).toEqual([]);
});
