/**
 * The tokens that would make an n-gram of `size` come a second time after `tokens` (the decoder's
 * start token included). Source: transformers, NoRepeatNGramLogitsProcessor.
 */
export function repeatingTokens(tokens: readonly number[], size: number): number[] {
  if (size < 1) return [];
  const banned: number[] = [];
  const tail = tokens.length - (size - 1);
  for (let start = 0; start < tail; start++) {
    let same = 0;
    while (same < size - 1 && tokens[start + same] === tokens[tail + same]) same += 1;
    const next = tokens[start + size - 1];
    if (same === size - 1 && next !== undefined) banned.push(next);
  }
  return banned;
}
