import fc from 'fast-check';
import { argmax } from '../../../../local/model-server/logits/argmax';

test('looks at its own row only, and takes the first of equals', () => {
  const rows = Float32Array.of(9, 9, /* row */ 1, 5, 5, /* row */ 9);
  expect(argmax(rows, 2, 5)).toBe(1);
});

test('nothing is larger than what it finds', () => {
  fc.assert(
    fc.property(fc.float32Array({ minLength: 1, noNaN: true, min: 1 }), (logits) => {
      expect(logits[argmax(logits, 0, logits.length)]).toEqual(Math.max(...logits));
    }),
  );
});
