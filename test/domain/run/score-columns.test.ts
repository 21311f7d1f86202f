import fc from 'fast-check';
import { RUN_ROUGE_TYPES } from '../../../domain/run/request';
import { readColumns, SYSTEMS, writeColumns } from '../../../domain/run/score-columns';

const shape = fc.record({
  types: fc.subarray([...RUN_ROUGE_TYPES], { minLength: 1 }),
  scored: fc.nat(20),
  baselines: fc.nat(20),
});

test('reads what was written, bit for bit, wherever the bytes lie', () => {
  fc.assert(
    fc.property(shape, fc.nat(7), fc.infiniteStream(fc.double()), (rows, offset, values) => {
      const columns = SYSTEMS.flatMap((system) =>
        Array.from({ length: rows.types.length * 3 }, () =>
          Float64Array.from(
            { length: system === 'answer' ? rows.scored : rows.baselines },
            () => values.next().value,
          ),
        ),
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
