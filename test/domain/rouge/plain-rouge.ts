/** ROUGE written down plainly, after rouge_score 0.1.2's source, to hold the fast one against. */

export interface PlainHits {
  readonly ngrams: (n: number) => number;
  readonly lcs: number;
  readonly union: number;
}

export const plainTokens = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((token) => token !== '');

export function plainHits(prediction: string, reference: string): PlainHits {
  const [predicted, expected] = [plainTokens(prediction), plainTokens(reference)];
  return {
    ngrams: (n) => clippedOverlap(ngrams(predicted, n), ngrams(expected, n)),
    lcs: lcsTable(expected, predicted)[expected.length]?.[predicted.length] ?? 0,
    union: unionHits(lines(prediction), lines(reference)),
  };
}

const lines = (text: string): string[][] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map(plainTokens);

function ngrams(tokens: readonly string[], n: number): string[] {
  return tokens.flatMap((_, i) =>
    i + n <= tokens.length ? [tokens.slice(i, i + n).join(' ')] : [],
  );
}

function counts(items: readonly string[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const item of items) found.set(item, (found.get(item) ?? 0) + 1);
  return found;
}

function clippedOverlap(first: readonly string[], second: readonly string[]): number {
  const other = counts(second);
  return [...counts(first)].reduce((sum, [item, n]) => sum + Math.min(n, other.get(item) ?? 0), 0);
}

function lcsTable(reference: readonly string[], prediction: readonly string[]): number[][] {
  const table = [Array.from({ length: prediction.length + 1 }, () => 0)];
  reference.forEach((token, i) => {
    const above = table[i] ?? [];
    const row = [0];
    prediction.forEach((other, j) => {
      row.push(token === other ? (above[j] ?? 0) + 1 : Math.max(row[j] ?? 0, above[j + 1] ?? 0));
    });
    table.push(row);
  });
  return table;
}

/** `_backtrack_norec`: which positions of the reference are on the alignment. */
function alignedPositions(reference: readonly string[], prediction: readonly string[]): number[] {
  const table = lcsTable(reference, prediction);
  const positions: number[] = [];
  let [i, j] = [reference.length, prediction.length];
  while (i > 0 && j > 0) {
    if (reference[i - 1] === prediction[j - 1]) {
      positions.push(--i);
      j--;
    } else if ((table[i]?.[j - 1] ?? 0) > (table[i - 1]?.[j] ?? 0)) {
      j--;
    } else {
      i--;
    }
  }
  return positions;
}

/** `_summary_level_lcs`. */
function unionHits(prediction: readonly string[][], reference: readonly string[][]): number {
  const left = counts(prediction.flat());
  let hits = 0;
  for (const line of reference) {
    const union = new Set(prediction.flatMap((other) => alignedPositions(line, other)));
    for (const position of union) {
      const token = line[position] ?? '';
      const remaining = left.get(token) ?? 0;
      if (remaining === 0) continue;
      left.set(token, remaining - 1);
      hits++;
    }
  }
  return hits;
}
