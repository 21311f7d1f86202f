/**
 * Order of the strings' UTF-8 bytes, in which S3 lists keys. JavaScript's `<` compares UTF-16 units,
 * which differs only where a surrogate (U+10000 and above) meets U+E000..U+FFFF.
 */
export function compareUtf8(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let at = 0; at < length; at++) {
    const a = left.charCodeAt(at);
    const b = right.charCodeAt(at);
    if (a !== b) return rank(a) - rank(b);
  }
  return left.length - right.length;
}

/** Moves the surrogates D800..DFFF above all other units. */
function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}
