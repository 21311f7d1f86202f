import * as z from 'zod';
import { parsePythonLiteral, PythonLiteralError } from '../../domain/python-literal';
import { type SubmittedRecord } from './submitted-record';

export interface AnsweredRecord {
  readonly record: SubmittedRecord;
  /** One text, or as many as num_return_sequences asked for. */
  readonly generatedTexts: readonly string[];
}

export interface JoinedShard {
  /** In data-set order. */
  readonly answered: readonly AnsweredRecord[];
  readonly unanswered: readonly SubmittedRecord[];
  /** False: the job kept no output of this shard, so all of its records failed. */
  readonly outputExists: boolean;
  /** Lines that answer no record of the shard: unreadable, repeated or of an unknown id. */
  readonly strayLines: number;
}

/** What the container writes for a record with Accept text/csv. */
const answerSchema = z.object({ id: z.int(), generated_texts: z.array(z.string()).min(1) });

/**
 * Joins the lines of a shard's output to its records by id, never by position. Blank lines are
 * nothing: the container ends each answer to a mini-batch with a newline and SageMaker adds one.
 */
export function joinAnswers(
  submitted: readonly SubmittedRecord[],
  output: string | undefined,
): JoinedShard {
  if (output === undefined) {
    return { answered: [], unanswered: submitted, outputExists: false, strayLines: 0 };
  }
  const open = new Map(submitted.map((record) => [record.id, record]));
  const textsById = new Map<number, readonly string[]>();
  let strayLines = 0;
  for (const line of output.split('\n')) {
    if (line.trim() === '') continue;
    const answer = readAnswer(line);
    if (!answer || !open.delete(answer.id)) strayLines++;
    else textsById.set(answer.id, answer.generated_texts);
  }
  const answered = submitted.flatMap((record) => {
    const generatedTexts = textsById.get(record.id);
    return generatedTexts ? [{ record, generatedTexts }] : [];
  });
  return { answered, unanswered: [...open.values()], outputExists: true, strayLines };
}

function readAnswer(line: string): z.infer<typeof answerSchema> | undefined {
  try {
    return answerSchema.safeParse(parsePythonLiteral(line)).data;
  } catch (error) {
    if (error instanceof PythonLiteralError) return undefined;
    throw error;
  }
}
