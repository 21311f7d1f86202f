import fc from 'fast-check';
import { leadSentences } from '../../../domain/records/lead-sentences';

test.each([
  { text: 'One. Two! Three? Four.', count: 3, sentences: ['One.', 'Two!', 'Three?'] },
  { text: 'One. Two', count: 3, sentences: ['One.', 'Two'] },
  { text: 'No end', count: 1, sentences: ['No end'] },
  { text: 'Wait... What?! Yes.', count: 2, sentences: ['Wait...', 'What?!'] },
  { text: 'Version 1.2 is out.\nGet it.', count: 1, sentences: ['Version 1.2 is out.'] },
  { text: 'One.  \t\n Two.', count: 2, sentences: ['One.', 'Two.'] },
  { text: 'One. ', count: 3, sentences: ['One.'] },
  { text: '', count: 3, sentences: [] },
])('$text', ({ text, count, sentences }) => {
  expect(leadSentences(text, count)).toEqual(sentences);
});

test('is a prefix of splitting the whole text at its sentence ends', () => {
  const text = fc.string({ unit: fc.constantFrom('a', '.', '!', '?', ' ', '\n') });
  fc.assert(
    fc.property(text, fc.integer({ min: 1, max: 4 }), (value, count) => {
      const whole = value
        .split(/(?<=[.!?])\s+/)
        .filter((part, i, all) => i < all.length - 1 || part !== '');
      expect(leadSentences(value, count)).toEqual(whole.slice(0, count));
    }),
  );
});
