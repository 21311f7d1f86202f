import { invokeTable } from '../../../cli/invoke/invoke-table';

const item = (index: number, text: string, id?: string) => ({
  index,
  text,
  field: `records[${index}].text`,
  ...(id === undefined ? {} : { id }),
});
const counts = { requested: 2, answered: 1, failed: 1 };
const result = {
  results: [
    { index: 0, generated_texts: ['first', 'second'] },
    { index: 1, error: { name: 'TimedOut', message: 'too slow' } },
  ],
  counts,
  seconds: 1,
  requests: 1,
};

/** The cells of each line of the table. */
const cells = (table: string): string[][] =>
  table
    .split('\n')
    .filter((line) => line.startsWith('│'))
    .map((line) => line.split('│').slice(1, -1))
    .map((row) => row.map((cell) => cell.trim()));

test('all sequences of a text, and the reason of one without', () => {
  expect(cells(invokeTable([item(0, 'one'), item(1, 'two')], result))).toEqual([
    ['#', 'text', 'answer'],
    ['0', 'one', 'first'],
    ['', '', 'second'],
    ['1', 'two', 'TimedOut: too slow'],
  ]);
});

test('ids where there are some, positions for the rest', () => {
  const rows = cells(invokeTable([item(0, 'one', 'a-1'), item(1, 'two')], result));
  expect(rows.map(([first]) => first)).toEqual(['id', 'a-1', '', '1']);
});

test('a long text is shown by its beginning, white space as blanks', () => {
  const [, ...rows] = cells(invokeTable([item(0, 'word\n'.repeat(100)), item(1, 'two')], result));
  const shown = rows.slice(0, -1).map(([, text]) => text);
  expect(shown.join(' ').trim()).toBe(`${'word '.repeat(24)}...`);
});
