import { printResults } from '../../../cli/run/print-results';
import { resultsTable } from '../../../cli/run/results-table';
import { completedResults } from '../../support/results-fixtures';

let printed: string;
beforeEach(() => {
  printed = '';
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
});
afterEach(() => jest.restoreAllMocks());

test('json is the results object, whole', () => {
  printResults(completedResults(), 'json');
  expect(JSON.parse(printed)).toEqual(completedResults());
  expect(printed).toMatch(/}\n$/);
});

test('table is the table', () => {
  printResults(completedResults(), 'table');
  expect(printed).toBe(`${resultsTable(completedResults())}\n`);
});
