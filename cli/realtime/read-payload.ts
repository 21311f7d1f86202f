import { createReadStream } from 'node:fs';
import { extname } from 'node:path';
import { text as textOf } from 'node:stream/consumers';
import { splitLines, type Line } from '../../domain/records/line-splitter';
import {
  ColumnError,
  PromptTemplate,
  PromptTemplateError,
} from '../../domain/records/prompt-template';
import { parseRecord } from '../../domain/records/parse-record';
import { CliError } from '../shared/cli-error';
import { itemOfRecord } from './item-of-record';

export interface TextSource {
  /** `-` is stdin, read as text lines. */
  readonly input?: string;
  readonly text?: string;
  /** A template with columns of JSON lines. */
  readonly prompt?: string;
  /** As many of the texts, from the start of the list. */
  readonly first?: number;
  /** Lie over those of a payload file. */
  readonly parameters: Readonly<Record<string, unknown>>;
}

/**
 * The payload of invoke-batch from a text or a file, whose name says what is in it:
 * - `.json`: a payload as invoke-batch takes it, hyperparameters included
 * - `.jsonl`: records, each with `text` or `text_inputs`, or the columns of the prompt; `id` goes along
 * - any other: text lines, blank ones dropped
 * It is not checked here: `parseInvokeBatchPayload` does that for any payload.
 *
 * @throws CliError with file and line
 */
export async function readPayload(source: TextSource): Promise<Record<string, unknown>> {
  const { input, text, prompt, first, parameters } = source;
  if (text !== undefined) return { text_inputs: [text], ...parameters };
  if (input === undefined) throw new CliError('no text: give --text or --input');
  const extension = extname(input).toLowerCase();
  if (prompt !== undefined && extension !== '.jsonl') {
    throw new CliError(`--prompt needs the columns of JSON lines, and ${input} is no .jsonl file`);
  }
  const chunks = input === '-' ? process.stdin : createReadStream(input);
  try {
    if (extension === '.json')
      return { ...cut(parseJson(await textOf(chunks), input), first, input), ...parameters };
    if (extension !== '.jsonl') {
      return {
        text_inputs: await take(chunks, first, input, ({ text: line }) => line),
        ...parameters,
      };
    }
    const template = prompt === undefined ? undefined : new PromptTemplate(prompt);
    const records = await take(chunks, first, input, (line) =>
      itemOfRecord(parseRecord(line), template),
    );
    return { records, ...parameters };
  } catch (error) {
    throw readable(input, error);
  }
}

/** One value of each line that is not blank; no more is read than wanted. */
async function take<Value>(
  chunks: AsyncIterable<Uint8Array>,
  first = Infinity,
  file: string,
  valueOf: (line: Line) => Value,
): Promise<Value[]> {
  const values: Value[] = [];
  for await (const lines of splitLines(chunks)) {
    for (const line of lines) {
      if (line.text.trim() === '') continue;
      if (values.length === first) return values;
      try {
        if (!line.utf8) throw new ColumnError('the line is not UTF-8');
        values.push(valueOf(line));
      } catch (error) {
        if (!(error instanceof ColumnError)) throw error;
        throw new CliError(`${file}:${line.number}: ${error.message}`);
      }
    }
  }
  return values;
}

function parseJson(content: string, file: string): unknown {
  try {
    return JSON.parse(content);
  } catch (error) {
    throw new CliError(`${file} is not JSON: ${(error as Error).message}`);
  }
}

function cut(payload: unknown, first: number | undefined, file: string): Record<string, unknown> {
  if (typeof payload !== 'object' || payload === null || Array.isArray(payload)) {
    throw new CliError(`${file} has no JSON object; valid: {"text_inputs": ["...", "..."]}`);
  }
  const lists = Object.entries(payload).filter(([, value]) => Array.isArray(value));
  const shorter = lists.map(([name, list]) => [name, (list as unknown[]).slice(0, first)] as const);
  return { ...payload, ...Object.fromEntries(shorter) };
}

function readable(file: string, error: unknown): unknown {
  if (error instanceof PromptTemplateError) return new CliError(error.message);
  if (isSystemError(error)) return new CliError(`Cannot read ${file}: ${error.message}`);
  return error;
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return typeof error === 'object' && error !== null && 'syscall' in error;
}
