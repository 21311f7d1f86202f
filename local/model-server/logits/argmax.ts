/** Index, from 0, of the largest of `logits[start .. end)`; the first of equals. */
export function argmax(logits: Float32Array, start: number, end: number): number {
  let best = start;
  let bestLogit = logits[start]!;
  for (let i = start + 1; i < end; i++) {
    const logit = logits[i]!;
    if (logit > bestLogit) {
      bestLogit = logit;
      best = i;
    }
  }
  return best - start;
}
