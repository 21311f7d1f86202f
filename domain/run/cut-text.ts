const MARK = ' ... (cut)';

/** At most so many UTF-16 units of a text; what is left out is marked. No character is halved. */
export function cutText(text: string, maxLength: number): string {
  // Lone surrogates have no UTF-8: services refuse or replace them.
  const whole = text.replace(/\p{Surrogate}/gu, '\uFFFD');
  if (whole.length <= maxLength) return whole;
  const kept = whole.slice(0, maxLength - MARK.length);
  return kept.replace(/\p{Surrogate}$/u, '') + MARK;
}
