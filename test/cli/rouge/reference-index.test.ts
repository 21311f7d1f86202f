import { ReferenceIndex } from '../../../cli/rouge/reference-index';

function indexOf(...records: readonly (readonly [id: unknown, text: string])[]): ReferenceIndex {
  const index = new ReferenceIndex();
  for (const [id, text] of records) index.add({ id, text });
  return index;
}

test('hands out each reference once, whatever the order', () => {
  const index = indexOf(['a', 'first'], ['b', 'second']);
  expect(index.take('b', 0)).toBe('second');
  expect(index.take('b', 1)).toEqual({ reason: 'duplicate' });
  expect(index.take('c', 2)).toEqual({ reason: 'unmatched' });
  expect(index.missing()).toMatchObject({ count: 1, first: ['a'] });
});

test('7 and "7" are one record; "07" and 7.5 are others', () => {
  const index = indexOf([7, 'seven'], ['07', 'text'], [7.5, 'more'], [{ a: 1 }, 'object']);
  expect(index.take('7', 0)).toBe('seven');
  expect(index.take('07', 1)).toBe('text');
  expect(index.take(7.5, 2)).toBe('more');
  expect(index.take({ a: 1 }, 3)).toBe('object');
});

test('of references with the same id the first one counts', () => {
  const index = indexOf([1, 'first'], [1, 'second'], [2, 'other']);
  expect(index.take(1, 0)).toBe('first');
  expect(index.take(2, 1)).toBe('other');
  expect(index).toMatchObject({ count: 3, duplicates: { count: 1, first: [1] } });
});

test('without ids, pairs by position and asks for as many of both', () => {
  const index = indexOf([undefined, 'first'], [undefined, 'second']);
  expect(index.take(undefined, 1)).toBe('second');
  index.requireSameLength(2);
  expect(() => {
    index.requireSameLength(3);
  }).toThrow('There are 3 predictions and 2 references');
});

test('refuses files of which only one has ids', () => {
  expect(() => indexOf([1, 'a']).take(undefined, 0)).toThrow(
    /The references have ids and the pred/,
  );
  expect(() => indexOf([undefined, 'a']).take(1, 0)).toThrow(
    /The predictions have ids and the ref/,
  );
});
