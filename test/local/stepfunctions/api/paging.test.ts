import fc from 'fast-check';
import { pageOf } from '../../../../local/stepfunctions/api/paging';

const identity = (item: number): number => item;

/** All pages, one after the other, while the list grows by one item between them. */
function collect(count: number, maxResults: number, order: 'ascending' | 'descending'): number[] {
  const items = Array.from({ length: count }, (_, index) => index);
  const seen: number[] = [];
  let nextToken: string | undefined;
  do {
    const sorted = order === 'ascending' ? items : items.toReversed();
    const result = pageOf(sorted, identity, { maxResults, nextToken }, order);
    seen.push(...result.page);
    ({ nextToken } = result);
    if (order === 'descending') items.push(items.length);
  } while (nextToken !== undefined);
  return seen;
}

it('shows every item once, in order, whatever the size of the page', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 12 }), (count, size) => {
      const all = Array.from({ length: count }, (_, index) => index);
      expect(collect(count, size, 'ascending')).toEqual(all);
      expect(collect(count, size, 'descending')).toEqual(all.toReversed());
    }),
  );
});

it('takes 100 when nothing, or 0, is asked for', () => {
  const items = Array.from({ length: 150 }, (_, index) => index);
  expect(pageOf(items, identity, {}, 'ascending').page).toHaveLength(100);
  expect(pageOf(items, identity, { maxResults: 0 }, 'ascending').page).toHaveLength(100);
});

it('refuses a token of its own making only', () => {
  expect(() => pageOf([1], identity, { nextToken: 'mine' }, 'ascending')).toThrow('Invalid Token');
});
