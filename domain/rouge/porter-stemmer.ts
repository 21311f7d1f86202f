/**
 * The stem of a lower-case token: Porter's algorithm (Porter 1980) with NLTK's extensions, as
 * `nltk.stem.PorterStemmer().stem` returns it. Digits count as consonants.
 *
 * NLTK recurses once for each consecutive `y` and fails on a token of 996 of them; this one goes on.
 */
export function stem(token: string): string {
  const irregular = IRREGULAR.get(token);
  if (irregular !== undefined) return irregular;
  if (token.length <= 2) return token;
  const singular = stripPlural(token);
  const present = stripPast(singular);
  return tidyEnd(STEP_4(STEP_3(expandDoubleSuffix(turnFinalY(present)))));
}

/** NLTK's pool of exceptions. */
const IRREGULAR: ReadonlyMap<string, string> = new Map([
  ['sky', 'sky'],
  ['skies', 'sky'],
  ['dying', 'die'],
  ['lying', 'lie'],
  ['tying', 'tie'],
  ['news', 'news'],
  ['innings', 'inning'],
  ['inning', 'inning'],
  ['outings', 'outing'],
  ['outing', 'outing'],
  ['cannings', 'canning'],
  ['canning', 'canning'],
  ['howe', 'howe'],
  ['proceed', 'proceed'],
  ['exceed', 'exceed'],
  ['succeed', 'succeed'],
]);

/** A suffix, what replaces it, and what must hold of the stem before it. */
type Rule = readonly [
  suffix: string,
  replacement: string,
  condition: (stem: string, word: string) => boolean,
];

/** Only the first rule whose suffix fits is tried, whether its condition holds or not. */
function applyFirst(word: string, rules: readonly Rule[]): string {
  for (const [suffix, replacement, condition] of rules) {
    if (!word.endsWith(suffix)) continue;
    const rest = word.slice(0, word.length - suffix.length);
    return condition(rest, word) ? rest + replacement : word;
  }
  return word;
}

const always = (): boolean => true;
const hasMeasure = (rest: string): boolean => measure(rest) > 0;
const hasLongMeasure = (rest: string): boolean => measure(rest) > 1;

/** Rules that all demand a measure above 0. */
function measured(pairs: readonly (readonly [string, string])[]): Rule[] {
  return pairs.map(([suffix, replacement]) => [suffix, replacement, hasMeasure]);
}

const STEP_1A: readonly Rule[] = [
  ['sses', 'ss', always],
  ['ies', 'i', always],
  ['ss', 'ss', always],
  ['s', '', always],
];

/** Step 1a; of four letters, `ies` becomes `ie` (`dies`, `die`). */
function stripPlural(word: string): string {
  return word.length === 4 && word.endsWith('ies') ? word.slice(0, -1) : applyFirst(word, STEP_1A);
}

/** Step 1b: `eed`, `ed`, `ing`, with NLTK's own way for `ied`. */
function stripPast(word: string): string {
  if (word.endsWith('ied')) return word.slice(0, word.length === 4 ? -1 : -2);
  if (word.endsWith('eed')) return hasMeasure(word.slice(0, -3)) ? word.slice(0, -1) : word;
  for (const suffix of ['ed', 'ing']) {
    if (!word.endsWith(suffix)) continue;
    const rest = word.slice(0, -suffix.length);
    if (hasVowel(rest)) return repairEnd(rest);
  }
  return word;
}

/** What step 1b leaves behind: `conflat` -> `conflate`, `hopp` -> `hop`, `fil` -> `file`. */
function repairEnd(word: string): string {
  if (/(?:at|bl|iz)$/.test(word)) return `${word}e`;
  if (endsInDoubleConsonant(word)) return /[lsz]$/.test(word) ? word : word.slice(0, -1);
  return measure(word) === 1 && endsInShortSyllable(word) ? `${word}e` : word;
}

/** Step 1c; in NLTK only after a consonant that is not the first letter. */
function turnFinalY(word: string): string {
  if (!word.endsWith('y') || word.length < 3) return word;
  const rest = word.slice(0, -1);
  return consonants(rest)[rest.length - 1] === 1 ? `${rest}i` : word;
}

const STEP_2: readonly Rule[] = [
  ...measured([
    ['ational', 'ate'],
    ['tional', 'tion'],
    ['enci', 'ence'],
    ['anci', 'ance'],
    ['izer', 'ize'],
    ['bli', 'ble'],
    ['alli', 'al'],
    ['entli', 'ent'],
    ['eli', 'e'],
    ['ousli', 'ous'],
    ['ization', 'ize'],
    ['ation', 'ate'],
    ['ator', 'ate'],
    ['alism', 'al'],
    ['iveness', 'ive'],
    ['fulness', 'ful'],
    ['ousness', 'ous'],
    ['aliti', 'al'],
    ['iviti', 'ive'],
    ['biliti', 'ble'],
    ['fulli', 'ful'],
  ]),
  // NLTK measures the word with the l of `logi`.
  ['logi', 'log', (_rest, word) => hasMeasure(word.slice(0, -3))],
];

/** Step 2; `alli` becomes `al` first, and what is left goes through the step again. */
function expandDoubleSuffix(word: string): string {
  return word.endsWith('alli') && hasMeasure(word.slice(0, -4))
    ? expandDoubleSuffix(word.slice(0, -2))
    : applyFirst(word, STEP_2);
}

const STEP_3_RULES = measured([
  ['icate', 'ic'],
  ['ative', ''],
  ['alize', 'al'],
  ['iciti', 'ic'],
  ['ical', 'ic'],
  ['ful', ''],
  ['ness', ''],
]);
const STEP_3 = (word: string): string => applyFirst(word, STEP_3_RULES);

const removed = (suffix: string): Rule => [suffix, '', hasLongMeasure];
const STEP_4_RULES: readonly Rule[] = [
  ...['al', 'ance', 'ence', 'er', 'ic', 'able', 'ible', 'ant', 'ement', 'ment', 'ent'].map(removed),
  ['ion', '', (rest) => hasLongMeasure(rest) && /[st]$/.test(rest)],
  ...['ou', 'ism', 'ate', 'iti', 'ous', 'ive', 'ize'].map(removed),
];
const STEP_4 = (word: string): string => applyFirst(word, STEP_4_RULES);

/** Step 5: a final `e`, then a final `ll`. */
function tidyEnd(word: string): string {
  const rest = word.endsWith('e') && dropsFinalE(word.slice(0, -1)) ? word.slice(0, -1) : word;
  return rest.endsWith('ll') && hasLongMeasure(rest.slice(0, -1)) ? rest.slice(0, -1) : rest;
}

function dropsFinalE(rest: string): boolean {
  const m = measure(rest);
  return m > 1 || (m === 1 && !endsInShortSyllable(rest));
}

/** 1 for each consonant, 0 for each vowel; a `y` is the opposite of the letter before it. */
function consonants(word: string): Uint8Array {
  const flags = new Uint8Array(word.length);
  for (let i = 0; i < word.length; i++) {
    const letter = word.charAt(i);
    if (letter === 'y') flags[i] = i === 0 ? 1 : 1 - flags[i - 1]!;
    else flags[i] = 'aeiou'.includes(letter) ? 0 : 1;
  }
  return flags;
}

/** Porter's m: how often a vowel is followed by a consonant. */
function measure(word: string): number {
  const flags = consonants(word);
  let count = 0;
  for (let i = 1; i < flags.length; i++) count += flags[i - 1] === 0 && flags[i] === 1 ? 1 : 0;
  return count;
}

function hasVowel(word: string): boolean {
  return consonants(word).includes(0);
}

function endsInDoubleConsonant(word: string): boolean {
  const last = word.length - 1;
  return last > 0 && word[last] === word[last - 1] && consonants(word)[last] === 1;
}

/** Porter's *o: consonant, vowel, consonant other than w, x, y. NLTK: also two letters, vowel first. */
function endsInShortSyllable(word: string): boolean {
  const flags = consonants(word);
  const n = word.length;
  if (n === 2) return flags[0] === 0 && flags[1] === 1;
  return n > 2 && flags.slice(n - 3).join('') === '101' && !/[wxy]$/.test(word);
}
