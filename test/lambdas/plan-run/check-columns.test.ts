import { InvalidRunRequest } from '../../../domain/run/errors';
import { checkColumns } from '../../../lambdas/plan-run/check-columns';
import { runSettings, type SettingsChanges } from '../../support/run-fixtures';

const FIRST = { article: 'A', highlights: 'H', key: 1, parameters: {} };

const check = (changes: SettingsChanges, first: unknown = FIRST, utf8 = true): void => {
  checkColumns(runSettings(changes), { number: 1, text: JSON.stringify(first), utf8 });
};

test.each<{ name: string; changes: SettingsChanges; first?: unknown }>([
  { name: 'all columns are there', changes: {} },
  {
    name: 'no references',
    changes: { dataset: { referenceColumn: null } },
    first: { article: 'A' },
  },
  {
    name: "ids and hyperparameters of the records' own",
    changes: {
      hyperParameters: null,
      dataset: { idColumn: 'key', hyperParametersColumn: 'parameters' },
    },
  },
  {
    name: 'prepared data need no column of the prompt',
    changes: { dataset: { format: 'prepared', referenceColumn: null } },
    first: { text_inputs: 'Q' },
  },
  { name: 'a first line that is no record is left to the preparation', changes: {}, first: [] },
])('accepts: $name', ({ changes, first }) => {
  expect(() => {
    check(changes, first);
  }).not.toThrow();
});

test.each<{ changes: SettingsChanges; first?: unknown; message: string }>([
  {
    changes: { prompt: '{artikle}' },
    message:
      "field 'prompt' names the column 'artikle', which the data set's first record lacks; valid: article, highlights, key, parameters. Did you mean 'article'?",
  },
  {
    changes: { dataset: { inputColumn: 'text' } },
    message: "field 'dataset.inputColumn' names the column 'text', which",
  },
  {
    changes: { dataset: { referenceColumn: 'summary' } },
    message:
      "field 'dataset.referenceColumn' names the column 'summary', which the data set's first record lacks; valid: article, highlights, key, parameters (or null: a run without references)",
  },
  {
    changes: { dataset: { idColumn: 'id' } },
    message: 'valid: article, highlights, key, parameters (or null: the position is the id)',
  },
  {
    changes: { hyperParameters: null, dataset: { hyperParametersColumn: 'params' } },
    message: "field 'dataset.hyperParametersColumn' names the column 'params', which",
  },
  {
    changes: { dataset: { format: 'prepared', referenceColumn: null } },
    message:
      "field 'dataset.format' names the column 'text_inputs', which the data set's first record lacks; valid: article, highlights, key, parameters (or 'jsonl' for data that has yet to be prepared)",
  },
])('refuses: $message', ({ changes, first, message }) => {
  const checking = (): void => {
    check(changes, first);
  };
  expect(checking).toThrow(InvalidRunRequest);
  expect(checking).toThrow(message);
});
