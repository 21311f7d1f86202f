import { InvocationError } from '../invocation-error';

export type Fields = Readonly<Record<string, unknown>>;

/** The body of an invocation, by its content type. */
export type Payload =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'json'; readonly fields: Fields }
  | { readonly kind: 'jsonlines'; readonly records: readonly Fields[] };

/**
 * Reads the payloads of JumpStart's text2text models 1.x: a text, a JSON object, or JSON Lines of
 * objects (batch transform). Blank lines are no records.
 */
export function readPayload(contentType: string, body: Buffer): Payload {
  const text = body.toString('utf8');
  const [mediaType] = contentType.toLowerCase().split(';', 1);
  switch (mediaType?.trim()) {
    case 'application/x-text':
      return { kind: 'text', text };
    case 'application/json':
      return { kind: 'json', fields: parseObject(text, 'The payload') };
    case 'application/jsonlines':
      return { kind: 'jsonlines', records: parseLines(text) };
    default:
      throw new InvocationError(
        `Content type ${contentType} is not supported by this framework. ` +
          'Valid: application/x-text, application/json, application/jsonlines.',
      );
  }
}

function parseLines(text: string): Fields[] {
  const records: Fields[] = [];
  text.split('\n').forEach((line, index) => {
    if (line.trim() !== '') records.push(parseObject(line, `Line ${index + 1} of the payload`));
  });
  if (records.length === 0) throw new InvocationError('The payload has no record.');
  return records;
}

function parseObject(text: string, what: string): Fields {
  const value = parseJson(text, what);
  if (!isObject(value)) throw new InvocationError(`${what} is not a JSON object.`);
  return value;
}

function parseJson(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new InvocationError(`${what} is not JSON: ${String(error)}`);
  }
}

export function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
