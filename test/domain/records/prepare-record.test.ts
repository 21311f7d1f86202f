import fc from 'fast-check';
import { recordPreparer } from '../../../domain/records/prepare-record';
import { ColumnError, PromptTemplateError } from '../../../domain/records/prompt-template';
import { runSettings, type SettingsChanges } from '../../support/run-fixtures';

const prepare = (changes: SettingsChanges, record: Record<string, unknown>, id = 7) =>
  recordPreparer(runSettings(changes))(record, id);

const PER_RECORD: SettingsChanges = {
  hyperParameters: null,
  dataset: { hyperParametersColumn: 'parameters' },
};
const PREPARED: SettingsChanges = {
  hyperParameters: null,
  dataset: { format: 'prepared', referenceColumn: null },
};

describe('jsonl', () => {
  test('a record becomes a line for the container, its reference and its first sentences', () => {
    expect(prepare({}, { article: 'One. Two. Three. Four.', highlights: 'Sum.' })).toEqual({
      input: '{"id":7,"text_inputs":"Summarize: One. Two. Three. Four."}',
      sourceId: 7,
      reference: 'Sum.',
      lead: ['One.', 'Two.', 'Three.'],
    });
  });

  test('any text travels in one line and is read back unchanged', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }).filter((text) => text.trim() !== ''),
        fc.nat(),
        (article, id) => {
          const { input } = prepare({ prompt: '{article}' }, { article }, id);
          expect(input).not.toMatch(/[\n\r]/);
          expect(JSON.parse(input)).toEqual({ id, text_inputs: article });
        },
      ),
    );
  });

  test.each([{ own: 'x-1' }, { own: 12 }, { own: null }, { own: { deep: [1] } }])(
    "the user's id $own travels beside ours",
    ({ own }) => {
      const { input, sourceId } = prepare(
        { dataset: { idColumn: 'key' } },
        { key: own, article: 'A' },
      );
      expect(sourceId).toEqual(own);
      expect(JSON.parse(input)).toMatchObject({ id: 7 });
    },
  );

  test('several references, and none', () => {
    expect(prepare({}, { article: 'A', highlights: ['x', 'y'] }).reference).toEqual(['x', 'y']);
    expect(prepare({}, { article: 'A' }).reference).toBeUndefined();
    expect(
      prepare({ dataset: { referenceColumn: null } }, { article: 'A', highlights: 5 }).reference,
    ).toBeUndefined();
  });

  test('without a text in inputColumn there is nothing for the baselines', () => {
    const changes = { prompt: '{title}', dataset: { inputColumn: 'article' } };
    expect(prepare(changes, { title: 'T', article: 5 }).lead).toBeUndefined();
  });

  test("a record's own hyperparameters follow the text", () => {
    const parameters = { max_length: 9, do_sample: true };
    expect(prepare(PER_RECORD, { article: 'A', parameters }).input).toBe(
      '{"id":7,"text_inputs":"Summarize: A","max_length":9,"do_sample":true}',
    );
    expect(prepare(PER_RECORD, { article: 'A', parameters: null }).input).toBe(
      '{"id":7,"text_inputs":"Summarize: A"}',
    );
  });

  test.each<{ changes: SettingsChanges; record: Record<string, unknown>; message: string }>([
    { changes: {}, record: { highlights: 'x' }, message: "column 'article' is missing" },
    { changes: {}, record: { article: '  ' }, message: "column 'article' is blank" },
    {
      changes: {},
      record: { article: 'A', highlights: 5 },
      message: "column 'highlights' is a number; a text or a list of texts was expected",
    },
    {
      changes: { dataset: { idColumn: 'key' } },
      record: { article: 'A' },
      message: "column 'key' is missing",
    },
    {
      changes: PER_RECORD,
      record: { article: 'A', parameters: [] },
      message: "column 'parameters' is no object of hyperparameters",
    },
    {
      changes: PER_RECORD,
      record: { article: 'A', parameters: { top_p: 2 } },
      message: 'top_p must be in range [0,1], got 2.',
    },
    {
      changes: PER_RECORD,
      record: { article: 'A', parameters: { text_inputs: 'other' } },
      message: "unknown hyperparameter 'text_inputs'.",
    },
  ])('refuses: $message', ({ changes, record, message }) => {
    expect(() => prepare(changes, record)).toThrow(ColumnError);
    expect(() => prepare(changes, record)).toThrow(message);
  });

  test('a prompt that cannot be read is refused before the first record', () => {
    expect(() => recordPreparer(runSettings({ prompt: '{' }))).toThrow(PromptTemplateError);
  });
});

describe('prepared', () => {
  test("keeps text and hyperparameters; the user's id becomes sourceId", () => {
    expect(prepare(PREPARED, { id: 'x-1', text_inputs: 'Q: {a}', max_length: 9 })).toEqual({
      input: '{"id":7,"text_inputs":"Q: {a}","max_length":9}',
      sourceId: 'x-1',
      reference: undefined,
      lead: undefined,
    });
    expect(prepare(PREPARED, { text_inputs: 'Q' }).sourceId).toBe(7);
  });

  test('a reference column stays here', () => {
    const changes: SettingsChanges = {
      ...PREPARED,
      dataset: { format: 'prepared', referenceColumn: 'summary' },
    };
    expect(prepare(changes, { id: 1, text_inputs: 'Q', summary: 'S' })).toMatchObject({
      input: '{"id":7,"text_inputs":"Q"}',
      reference: 'S',
    });
  });

  test.each<{ changes: SettingsChanges; record: Record<string, unknown>; message: string }>([
    { changes: PREPARED, record: { id: 1 }, message: "column 'text_inputs' is missing" },
    {
      changes: PREPARED,
      record: { id: 1, text_inputs: ['a', 'b'] },
      message: "column 'text_inputs' is a list; a text was expected",
    },
    {
      changes: PREPARED,
      record: { id: 1, text_inputs: 'Q', highlights: 'S' },
      message: "unknown hyperparameter 'highlights'",
    },
    {
      changes: { dataset: PREPARED.dataset },
      record: { id: 1, text_inputs: 'Q', max_length: 9 },
      message:
        'the record has hyperparameters (max_length) and so has the run; set hyperParameters to null to use those of the records',
    },
  ])('refuses: $message', ({ changes, record, message }) => {
    expect(() => prepare(changes, record)).toThrow(ColumnError);
    expect(() => prepare(changes, record)).toThrow(message);
  });
});
