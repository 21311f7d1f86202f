import * as z from 'zod';
import { findHyperParameterFault } from '../run/hyper-parameters';
import { type PayloadContract } from './contract';
import { malformedReply, readJsonReply } from './read-json-reply';

const sequencesSchema = z.array(z.string()).min(1);

/** What stands for one text: several sequences, or the one of the plain form. */
const answerSchema = z.union([
  z.object({ generated_texts: sequencesSchema }).transform((answer) => answer.generated_texts),
  z.object({ generated_text: z.string() }).transform((answer) => [answer.generated_text]),
]);

/** A list of answers, one for each text; or one object, whose sequences are those of all texts in turn. */
const replySchema = z.union([
  z.array(answerSchema).transform((answers) => ({ answers })),
  answerSchema.transform((sequences) => ({ sequences })),
]);

/**
 * JumpStart's text2text models of versions 1.*: `text_inputs` beside the hyperparameters, answers
 * with `generated_texts`. Source: the notebook text2text-generation-Batch-Transform of
 * aws/amazon-sagemaker-examples. It prints a list's reply element by element without saying what
 * an element is, so both forms that the script is known to write are read.
 */
export const text2textContract: PayloadContract = {
  name: 'text2text-1.x',
  contentType: 'application/json',
  maxTexts: Infinity,
  findFault: findHyperParameterFault,

  writeRequest(texts, parameters) {
    // One text goes as the plain string: the form in which the container is documented best.
    const text_inputs = texts.length === 1 ? texts[0] : texts;
    return new TextEncoder().encode(JSON.stringify({ text_inputs, ...parameters }));
  },

  readReply(body, count) {
    const reply = readJsonReply(body, replySchema);
    const answers = 'answers' in reply ? reply.answers : dealOut(reply.sequences, count);
    if (answers.length !== count) {
      throw malformedReply(`the reply has ${answers.length} answers to ${count} texts`);
    }
    return answers;
  },
};

/** The same number of sequences for each text; generation keeps those of a text together. */
function dealOut(sequences: readonly string[], count: number): string[][] {
  const each = sequences.length / count;
  if (!Number.isInteger(each)) {
    throw malformedReply(`the reply has ${sequences.length} sequences for ${count} texts`);
  }
  return Array.from({ length: count }, (_, text) =>
    sequences.slice(text * each, (text + 1) * each),
  );
}
