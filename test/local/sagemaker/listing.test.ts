import fc from 'fast-check';
import { type Listable, listPage } from '../../../local/sagemaker/listing';

function item(name: string, creationTime: number, status = 'Completed'): Listable {
  return { name, creationTime, status, lastModifiedTime: creationTime + 500 };
}

const names = (items: readonly Listable[], input: object): string[] =>
  listPage(items, input).page.map(({ name }) => name);

const three = [item('b', 1000), item('a', 2000, 'Failed'), item('c', 3000)];

test('newest first unless the request says otherwise', () => {
  expect(names(three, {})).toEqual(['c', 'a', 'b']);
  expect(names(three, { SortOrder: 'Ascending' })).toEqual(['b', 'a', 'c']);
  expect(names(three, { SortBy: 'Name', SortOrder: 'Ascending' })).toEqual(['a', 'b', 'c']);
  expect(names(three, { SortBy: 'Status' })).toEqual(['a', 'c', 'b']);
});

test('filters by name, status and times in seconds', () => {
  expect(names(three, { NameContains: 'a' })).toEqual(['a']);
  expect(names(three, { StatusEquals: 'Failed' })).toEqual(['a']);
  expect(names(three, { CreationTimeAfter: 1, CreationTimeBefore: 3 })).toEqual(['a']);
  expect(names(three, { LastModifiedTimeAfter: 2.4, LastModifiedTimeBefore: 2.6 })).toEqual(['a']);
});

test('ten elements a page; no token after the last', () => {
  const many = Array.from({ length: 11 }, (_, i) => item(`job-${i}`, i));
  const { page, NextToken } = listPage(many, {});
  expect(page).toHaveLength(10);
  expect(listPage(many, { NextToken })).toEqual({ page: [many[0]] });
});

test('a token that was not given here, or a page too large, is refused', () => {
  expect(() => listPage(three, { NextToken: 'x' })).toThrow("The NextToken 'x' is not valid.");
  expect(() => listPage(three, { MaxResults: 101 })).toThrow(
    "Value '101' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 100",
  );
});

test('the pages together are the listing, whatever the size and the order', () => {
  const items = fc
    .uniqueArray(fc.tuple(fc.stringMatching(/^[a-c]{1,4}$/), fc.nat(3)), {
      selector: ([name]) => name,
    })
    .map((pairs) => pairs.map(([name, time]) => item(name, time)));
  const SortBy = fc.constantFrom('Name', 'CreationTime', 'Status');
  const SortOrder = fc.constantFrom('Ascending', 'Descending');
  fc.assert(
    fc.property(
      items,
      SortBy,
      SortOrder,
      fc.integer({ min: 1, max: 5 }),
      (all, by, order, size) => {
        const request = { SortBy: by, SortOrder: order, MaxResults: size };
        const seen: string[] = [];
        let next: { NextToken?: string | undefined } = {};
        do {
          const { page, NextToken } = listPage(all, { ...request, ...next });
          seen.push(...page.map(({ name }) => name));
          next = { NextToken };
        } while (next.NextToken !== undefined);
        expect(seen).toEqual(names(all, { ...request, MaxResults: 100 }));
        expect([...seen].sort()).toEqual(all.map(({ name }) => name).sort());
      },
    ),
  );
});
