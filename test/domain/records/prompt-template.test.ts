import fc from 'fast-check';
import {
  ColumnError,
  PromptTemplate,
  PromptTemplateError,
  textOf,
} from '../../../domain/records/prompt-template';

const RECORD = { article: 'News', title: 'Hello', count: 3, draft: false, '  ': 'spaces' };

test.each([
  { template: 'Summarize: {article}', prompt: 'Summarize: News', columns: ['article'] },
  {
    template: '{title}: {article} ({title})',
    prompt: 'Hello: News (Hello)',
    columns: ['title', 'article'],
  },
  { template: '{ article }', prompt: 'News', columns: ['article'] },
  { template: '{count} {draft}', prompt: '3 false', columns: ['count', 'draft'] },
  { template: 'no column', prompt: 'no column', columns: [] },
  { template: '{{article}}', prompt: '{article}', columns: [] },
  { template: '{{{article}}}', prompt: '{News}', columns: ['article'] },
  { template: '{{"a": {count}}}', prompt: '{"a": 3}', columns: ['count'] },
])('$template -> $prompt', ({ template, prompt, columns }) => {
  const parsed = new PromptTemplate(template);
  expect(parsed.render(RECORD)).toBe(prompt);
  expect(parsed.columns).toEqual(columns);
});

test.each([
  { template: 'a {article', message: "a single '{' at character 3" },
  { template: 'article}', message: "a single '}' at character 8" },
  { template: '{article}}', message: "a single '}' at character 10" },
  { template: '{a{b}', message: "a single '{' at character 1" },
  { template: 'x{}', message: "an empty placeholder '{}' at character 2" },
  { template: '{ }', message: "an empty placeholder '{ }' at character 1" },
])('refuses $template', ({ template, message }) => {
  expect(() => new PromptTemplate(template)).toThrow(
    new PromptTemplateError(
      `the prompt has ${message}; valid: {column} for a column, {{ and }} for braces`,
    ),
  );
});

const text = fc.string({ unit: fc.constantFrom('{', '}', 'a', ' ', '\n', '"', '$&', 'é', '😀') });
const solidText = text.filter((value) => value.trim() !== '');
const escaped = (plain: string): string => plain.replace(/[{}]/g, '$&$&');

test('text with its braces doubled stands in the prompt as it was', () => {
  fc.assert(
    fc.property(text, (plain) => {
      expect(new PromptTemplate(escaped(plain)).render({})).toBe(plain);
    }),
  );
});

test('braces inside the data are data', () => {
  fc.assert(
    fc.property(text, solidText, text, (before, value, after) => {
      const template = new PromptTemplate(`${escaped(before)}{column}${escaped(after)}`);
      expect(template.render({ column: value })).toBe(before + value + after);
    }),
  );
});

test('any text is read or refused by a PromptTemplateError', () => {
  fc.assert(
    fc.property(text, (template) => {
      try {
        new PromptTemplate(template);
      } catch (error) {
        expect(error).toBeInstanceOf(PromptTemplateError);
      }
    }),
  );
});

test.each([
  { value: undefined, message: "column 'c' is missing" },
  { value: null, message: "column 'c' is null; a text was expected" },
  { value: ' \n', message: "column 'c' is blank" },
  { value: '', message: "column 'c' is blank" },
  { value: ['a'], message: "column 'c' is a list; a text was expected" },
  { value: {}, message: "column 'c' is an object; a text was expected" },
])('a column that holds $value is no text', ({ value, message }) => {
  expect(() => textOf({ c: value }, 'c')).toThrow(new ColumnError(message));
});
