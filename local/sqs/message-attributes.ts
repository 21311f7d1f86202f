import { createHash } from 'node:crypto';
import * as z from 'zod';

/** Source: SQS API Reference, MessageAttributeValue. */
export const messageAttributeSchema = z.object({
  DataType: z
    .string()
    .regex(/^(String|Number|Binary)(\..+)?$/, 'is String, Number or Binary, or one with .a-name'),
  StringValue: z.string().optional(),
  /** Base64. */
  BinaryValue: z.string().optional(),
});
export type MessageAttribute = z.infer<typeof messageAttributeSchema>;
export type MessageAttributes = Readonly<Record<string, MessageAttribute>>;

export const stringAttribute = (StringValue: string): MessageAttribute => ({
  DataType: 'String',
  StringValue,
});

/** Bytes that count for the limit of a message: names, types and values. */
export function attributeBytes(attributes: MessageAttributes): number {
  return Object.entries(attributes).reduce(
    (total, [name, attribute]) =>
      total +
      Buffer.byteLength(name) +
      Buffer.byteLength(attribute.DataType) +
      valueOf(attribute).length,
    0,
  );
}

/**
 * MD5 in hex, which SDKs compare with their own; undefined when there are none. Each string goes in
 * after its length in 4 bytes, each value after its kind: 1 text, 2 binary.
 * Source: SQS developer guide, "Calculating the MD5 message digest for message attributes".
 */
export function attributesMd5(attributes: MessageAttributes): string | undefined {
  const names = Object.keys(attributes).sort();
  if (names.length === 0) return undefined;
  const hash = createHash('md5');
  const add = (bytes: Buffer): void => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    hash.update(length).update(bytes);
  };
  for (const name of names) {
    const attribute = attributes[name];
    if (!attribute) continue;
    add(Buffer.from(name));
    add(Buffer.from(attribute.DataType));
    hash.update(Buffer.from([isBinary(attribute) ? 2 : 1]));
    add(valueOf(attribute));
  }
  return hash.digest('hex');
}

/** The attributes that a receiver asks for: names, `prefix.*`, `.*` or `All`. */
export function selectAttributes(
  attributes: MessageAttributes,
  wanted: readonly string[],
): MessageAttributes {
  const isWanted = (name: string): boolean =>
    wanted.some(
      (pattern) =>
        pattern === 'All' ||
        pattern === name ||
        (pattern.endsWith('.*') && name.startsWith(pattern.slice(0, -2))),
    );
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => isWanted(name)));
}

const isBinary = ({ DataType }: MessageAttribute): boolean => DataType.startsWith('Binary');

function valueOf(attribute: MessageAttribute): Buffer {
  return isBinary(attribute)
    ? Buffer.from(attribute.BinaryValue ?? '', 'base64')
    : Buffer.from(attribute.StringValue ?? '');
}
