import fc from 'fast-check';
import { toPythonLiteral } from '../../../domain/python-literal';
import { joinAnswers } from '../../../lambdas/score-shard/join-answers';
import { type SubmittedRecord } from '../../../lambdas/score-shard/submitted-record';

const recordOf = (id: number): SubmittedRecord => ({ id, sourceId: `own-${id}` });
const answerOf = (id: number, text = `answer ${id}`): string =>
  toPythonLiteral({ id, generated_texts: [text] });

/** Records, and for each how often and where its answer stands in the output. */
const outputs = fc
  .uniqueArray(fc.nat(1000), { maxLength: 20 })
  .map((ids) => ids.sort((left, right) => left - right))
  .chain((ids) =>
    fc.record({
      ids: fc.constant(ids),
      answers: fc
        .array(fc.nat(2), { minLength: ids.length, maxLength: ids.length })
        .map((times) => ids.flatMap((id, index) => Array<number>(times[index] ?? 0).fill(id)))
        .chain((all) => fc.shuffledSubarray(all, { minLength: all.length })),
    }),
  );

test('joins by id under any order, repetition and omission of the lines', () => {
  fc.assert(
    fc.property(outputs, ({ ids, answers }) => {
      const joined = joinAnswers(ids.map(recordOf), answers.map((id) => answerOf(id)).join('\n'));

      const answered = new Set(answers);
      expect(joined.answered).toEqual(
        ids
          .filter((id) => answered.has(id))
          .map((id) => ({ record: recordOf(id), generatedTexts: [`answer ${id}`] })),
      );
      expect(joined.unanswered).toEqual(ids.filter((id) => !answered.has(id)).map(recordOf));
      expect(joined.strayLines).toBe(answers.length - answered.size);
    }),
  );
});

test('of a repeated answer the first one counts', () => {
  const joined = joinAnswers([recordOf(1)], `${answerOf(1, 'first')}\n${answerOf(1, 'second')}\n`);
  expect(joined.answered[0]?.generatedTexts).toEqual(['first']);
  expect(joined.strayLines).toBe(1);
});

test('any text comes back as the container wrote it', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 1 }), (texts) => {
      const output = `${toPythonLiteral({ id: 1, generated_texts: texts })}\n\n`;
      expect(joinAnswers([recordOf(1)], output).answered[0]?.generatedTexts).toEqual(texts);
    }),
  );
});

test('blank lines between mini-batches are nothing', () => {
  const output = `${answerOf(0)}\n\n${answerOf(1)}\n \n\n`;
  const joined = joinAnswers([recordOf(0), recordOf(1)], output);
  expect(joined).toMatchObject({ unanswered: [], strayLines: 0, outputExists: true });
});

test.each([
  { name: 'an id that was not submitted', line: answerOf(9) },
  { name: 'no Python literal', line: '{"id": 1, "generated_texts": [true' },
  { name: 'JSON that Python would not read', line: '{"id": 1, "generated_texts": null}' },
  { name: 'an id of another type', line: "{'id': '1', 'generated_texts': ['x']}" },
  { name: 'no texts', line: "{'id': 1, 'generated_texts': []}" },
  { name: 'a list', line: "['x']" },
  { name: 'an error message', line: 'Internal Server Error' },
])('a stray line: $name', ({ line }) => {
  expect(joinAnswers([recordOf(1)], `${line}\n`)).toEqual({
    answered: [],
    unanswered: [recordOf(1)],
    outputExists: true,
    strayLines: 1,
  });
});

test('without an output no record is answered; an empty one is an output', () => {
  const records = [recordOf(0), recordOf(1)];
  expect(joinAnswers(records, undefined)).toMatchObject({
    unanswered: records,
    outputExists: false,
  });
  expect(joinAnswers(records, '')).toMatchObject({ unanswered: records, outputExists: true });
});
