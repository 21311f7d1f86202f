import fc from 'fast-check';
import { RUN_ROUGE_TYPES } from '../../../domain/run/request';
import { readColumns, SYSTEMS, writeColumns } from '../../../domain/run/score-columns';

/** Counts of a shard, and a value for each of its cells. */
const tables = fc
  .record({
    types: fc.subarray([...RUN_ROUGE_TYPES], { minLength: 1 }),
    scored: fc.nat(20),
    baselines: fc.nat(20),
  })
  .chain((rows) => {
    const cells = rows.types.length * 3 * (rows.scored + 2 * rows.baselines);
    const values = fc.float64Array({ minLength: cells, maxLength: cells });
    return fc.record({ rows: fc.constant(rows), values });
  });

test('reads what was written, bit for bit, wherever the bytes lie', () => {
  fc.assert(
    fc.property(tables, fc.nat(7), ({ rows, values }, offset) => {
      let from = 0;
      const columns = SYSTEMS.flatMap((system) =>
        Array.from({ length: rows.types.length * 3 }, () => {
          const length = system === 'answer' ? rows.scored : rows.baselines;
          return values.slice(from, (from += length));
        }),
      );
      const written = writeColumns(columns);
      const shifted = new Uint8Array(written.byteLength + offset);
      shifted.set(written, offset);

      const read = readColumns(shifted.subarray(offset), rows.types, rows);

      expect(read.map((column) => Buffer.from(column.slice().buffer))).toEqual(
        columns.map((column) => Buffer.from(column.buffer)),
      );
    }),
  );
});

test('is little-endian, column after column', () => {
  const bytes = Buffer.from(writeColumns([Float64Array.of(1, 0.5), Float64Array.of(0.25)]));
  expect([0, 8, 16].map((at) => bytes.readDoubleLE(at))).toEqual([1, 0.5, 0.25]);
});

test('refuses bytes that are not what the counts say', () => {
  const columns = Array.from({ length: 9 }, () => Float64Array.of(0.5));
  expect(() => readColumns(writeColumns(columns), ['rouge1'], { scored: 2, baselines: 1 })).toThrow(
    'score columns have 72 bytes; expected 96',
  );
});
