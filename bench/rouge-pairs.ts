import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MersenneTwister } from '../domain/rouge/mersenne-twister';

export type Pair = readonly [prediction: string, reference: string];

/** Articles in the test set of CNN/DailyMail 3.0.0. */
export const CNN_DAILYMAIL_TEST = 11_490;

/** Whole numbers in 0 .. limit - 1, the same in every run. */
type Draw = (limit: number) => number;

/**
 * Pairs with the shape of CNN/DailyMail's: references of three or four lines and predictions of
 * three, about 57 words each, which share enough to score as a good summarizer does (rouge1 about
 * 0.42). Put together with a fixed seed from the sentences of examples/debian-packages/test.jsonl.
 */
export function composePairs(count: number): Pair[] {
  const draw = drawFrom(new MersenneTwister(2004));
  const sentences = readSentences();
  const words = sentences.flat();
  return Array.from({ length: count }, (): Pair => {
    const article = takeArticle(sentences, draw(sentences.length));
    const lines = 3 + draw(2);
    const reference = article
      .slice(0, lines)
      .map((sentence) => reword(sentence, Math.round(57 / lines), 32, words, draw));
    // Two of the reference's sentences and one that it passed over.
    const prediction = [article[0], article[2], article[lines]]
      .filter((sentence) => sentence !== undefined)
      .map((sentence) => reword(sentence, 19, 15, words, draw));
    return [prediction.join('\n'), reference.join('\n')];
  });
}

function drawFrom(random: MersenneTwister): Draw {
  const one = new Int32Array(1);
  return (limit) => {
    random.fillBelow(limit, one, 1);
    return one[0] ?? 0;
  };
}

/** Five sentences of neighbouring packages, which often share their subject. */
function takeArticle(sentences: readonly string[][], first: number): string[][] {
  return Array.from({ length: 5 }, (_, k) => sentences[(first + k) % sentences.length] ?? []);
}

/** The sentence at the given length, some words in a hundred replaced by words from anywhere. */
function reword(
  sentence: readonly string[],
  length: number,
  percent: number,
  words: readonly string[],
  draw: Draw,
): string {
  return Array.from({ length: length - 3 + draw(7) }, (_, k) => {
    const kept = k < sentence.length && draw(100) >= percent;
    return (kept ? sentence[k] : words[draw(words.length)]) ?? '';
  }).join(' ');
}

/** Sentences of 12 words or more, as words. */
function readSentences(): string[][] {
  const file = join(__dirname, '../examples/debian-packages/test.jsonl');
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .flatMap((line) => (JSON.parse(line) as { description: string }).description.split(/(?<=\.) /))
    .map((sentence) => sentence.split(/\s+/))
    .filter((sentence) => sentence.length >= 12);
}
