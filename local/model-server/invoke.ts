import { parsePythonLiteral, PythonLiteralError } from '../../domain/python-literal';
import { type Invocation } from './contract';
import { InvocationError } from './invocation-error';
import { readHyperParameters, readTextInputs } from './payload/hyper-parameters';
import { type Fields, isObject, readPayload } from './payload/read-payload';
import { type Reply, writeReply } from './payload/write-reply';
import { type TextModel } from './text-model';

/**
 * Answers one invocation as JumpStart's text2text script 1.x does.
 *
 * `hyperParams` is the environment's HYPER_PARAMS, a Python dict: if set, it holds for all records
 * of a batch transform, theirs are ignored and `batch_size` of them run together; if not, each
 * record runs alone with its own.
 */
export async function invoke(
  model: TextModel,
  hyperParams: string | undefined,
  { contentType, accept, body, signal }: Invocation,
): Promise<Reply> {
  const payload = readPayload(contentType, body);
  switch (payload.kind) {
    case 'text': {
      const [texts] = await model.generate([payload.text], readHyperParameters({}), signal);
      return writeReply(accept, { generated_text: texts?.[0] ?? '' });
    }
    case 'json':
      return writeReply(accept, await answerObject(model, payload.fields, signal));
    case 'jsonlines': {
      const records = payload.records.map(splitId);
      const answers =
        hyperParams === undefined
          ? await answerEach(model, records, signal)
          : await answerTogether(model, records, parseHyperParams(hyperParams), signal);
      return writeReply(accept, answers);
    }
  }
}

async function answerObject(
  model: TextModel,
  fields: Fields,
  signal: AbortSignal,
): Promise<unknown> {
  const inputs = readTextInputs(fields);
  const parameters = readHyperParameters(fields);
  const isList = Array.isArray(inputs);
  const answers = await model.generate(isList ? inputs : [inputs], parameters, signal);
  const replies = answers.map((texts) => ({ generated_texts: texts }));
  return isList ? replies : replies[0];
}

interface BatchRecord {
  /** `{ id }` if the record has one: the answer carries it back. */
  readonly identity: Fields;
  readonly fields: Fields;
}

function splitId(record: Fields): BatchRecord {
  const { id, ...fields } = record;
  return { identity: id === undefined ? {} : { id }, fields };
}

async function answerEach(
  model: TextModel,
  records: readonly BatchRecord[],
  signal: AbortSignal,
): Promise<Fields[]> {
  const work = records.map(({ identity, fields }) => ({
    identity,
    text: readText(fields),
    parameters: readHyperParameters(fields),
  }));
  const answers: Fields[] = [];
  for (const { identity, text, parameters } of work) {
    const [texts] = await model.generate([text], parameters, signal);
    answers.push({ ...identity, generated_texts: texts });
  }
  return answers;
}

async function answerTogether(
  model: TextModel,
  records: readonly BatchRecord[],
  hyperParams: Fields,
  signal: AbortSignal,
): Promise<Fields[]> {
  const parameters = readHyperParameters(hyperParams);
  const texts = records.map(({ fields }) => readText(fields));
  const answers = await model.generate(texts, parameters, signal);
  return records.map(({ identity }, index) => ({ ...identity, generated_texts: answers[index] }));
}

function readText(fields: Fields): string {
  const inputs = readTextInputs(fields);
  if (typeof inputs === 'string') return inputs;
  throw new InvocationError(
    'text_inputs of a batch transform record must be a string, got a list.',
  );
}

function parseHyperParams(literal: string): Fields {
  const value = parseLiteral(literal);
  if (isObject(value)) return value;
  throw new InvocationError(`HYPER_PARAMS must be a Python dict, got ${literal}`);
}

function parseLiteral(literal: string): unknown {
  try {
    return parsePythonLiteral(literal);
  } catch (error) {
    if (!(error instanceof PythonLiteralError)) throw error;
    throw new InvocationError(`HYPER_PARAMS: ${error.message}`);
  }
}
