import { type RougeTypeName } from './request';

/** What is scored against the references: the model's answer, and two baselines that cost nothing. */
export const SYSTEMS = ['answer', 'lead1', 'lead3'] as const;
export type System = (typeof SYSTEMS)[number];

export const MEASURES = ['precision', 'recall', 'fmeasure'] as const;
export type Measure = (typeof MEASURES)[number];

/** Columns of one system: each type with precision, recall and fmeasure. */
export function columnsPerSystem(types: readonly RougeTypeName[]): number {
  return types.length * MEASURES.length;
}

/**
 * Reads `partials/<shard>.f64`: little-endian doubles, column after column, the answer's columns
 * of `scored` rows, then those of lead-1 and lead-3 of `baselines` rows; rows in data-set order.
 *
 * @throws RangeError when the bytes are not what the counts say
 */
export function readColumns(
  bytes: Uint8Array,
  types: readonly RougeTypeName[],
  rows: { readonly scored: number; readonly baselines: number },
): Float64Array[] {
  const lengths = SYSTEMS.flatMap((system) =>
    Array.from({ length: columnsPerSystem(types) }, () =>
      system === 'answer' ? rows.scored : rows.baselines,
    ),
  );
  const expected =
    lengths.reduce((sum, length) => sum + length, 0) * Float64Array.BYTES_PER_ELEMENT;
  if (bytes.byteLength !== expected) {
    throw new RangeError(`score columns have ${bytes.byteLength} bytes; expected ${expected}`);
  }
  // A copy of its own: a Buffer may be a window at any offset, and Buffer.slice copies nothing.
  const values = new Float64Array(new Uint8Array(bytes).buffer);
  let from = 0;
  return lengths.map((length) => values.subarray(from, (from += length)));
}

/** The bytes of `partials/<shard>.f64`. Every machine that runs Node.js here is little-endian. */
export function writeColumns(columns: readonly Float64Array[]): Uint8Array {
  const total = columns.reduce((sum, column) => sum + column.length, 0);
  const values = new Float64Array(total);
  let at = 0;
  for (const column of columns) {
    values.set(column, at);
    at += column.length;
  }
  return new Uint8Array(values.buffer);
}
