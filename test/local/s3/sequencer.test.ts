import fc from 'fast-check';
import { createSequencer } from '../../../local/s3/sequencer';

test('sequencers are 16 hexadecimal digits that grow, even when the clock does not', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 2 ** 43 }), { minLength: 2 }), (times) => {
      let at = 0;
      const next = createSequencer(() => times[at++] ?? 0);
      const made = times.map(() => next());
      expect(made.every((sequencer) => /^[0-9a-f]{16}$/.test(sequencer))).toBe(true);
      expect(made).toEqual([...new Set(made)].sort());
    }),
  );
});
