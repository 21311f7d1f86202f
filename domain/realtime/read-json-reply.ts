import type * as z from 'zod';
import { cutText } from '../run/cut-text';
import { InvokeFailure } from './invoke-failure';

/** As much of a reply as a person needs to see what it is. */
const SHOWN_CHARACTERS = 80;

/**
 * A container's reply as its contract has it.
 * @throws InvokeFailure MalformedReply saying what came instead
 */
export function readJsonReply<Reply>(body: Uint8Array, schema: z.ZodType<Reply>): Reply {
  const text = new TextDecoder().decode(body);
  const parsed = schema.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  throw malformedReply(`the reply has another form than the contract's: ${shown(text)}`);
}

export function malformedReply(message: string): InvokeFailure {
  return new InvokeFailure('MalformedReply', message);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw malformedReply(`the reply is not JSON: ${shown(text)}`);
  }
}

function shown(text: string): string {
  return text === '' ? 'it is empty' : cutText(text, SHOWN_CHARACTERS);
}
