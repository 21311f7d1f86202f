/** Texts that go in one request: from `start` up to `end`, exclusive. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

export interface RequestLimits {
  readonly maxTexts: number;
  readonly maxBytes: number;
  /** How long the service waits for the container. */
  readonly maxSeconds: number;
  /** What a text is expected to take, generation included. */
  readonly secondsPerText: number;
}

/** An expectation is a mean: half of the time leaves room for a request of long texts. */
const SHARE_OF_TIME = 0.5;

/** What InvokeEndpoint takes, and what it hands back: 6 MiB each. */
export const MAX_REQUEST_BYTES = 6_291_456;

/** How long InvokeEndpoint waits for the container. */
export const MAX_REQUEST_SECONDS = 60;

/**
 * Cuts a list into requests in order: as many texts as count, bytes and expected time allow, and
 * at least one.
 *
 * @param textBytes what each text adds to a request
 * @param fixedBytes what a request has besides its texts
 */
export function splitBatches(
  textBytes: readonly number[],
  fixedBytes: number,
  limits: RequestLimits,
): Range[] {
  const inTime = Math.floor((limits.maxSeconds * SHARE_OF_TIME) / limits.secondsPerText);
  const maxTexts = Math.max(1, Math.min(limits.maxTexts, inTime));
  const ranges: Range[] = [];
  let start = 0;
  let bytes = fixedBytes;
  textBytes.forEach((added, index) => {
    const isFull = index - start === maxTexts || bytes + added > limits.maxBytes;
    if (isFull && index > start) {
      ranges.push({ start, end: index });
      start = index;
      bytes = fixedBytes;
    }
    bytes += added;
  });
  if (start < textBytes.length) ranges.push({ start, end: textBytes.length });
  return ranges;
}

/** Two halves of a range of two texts at least. */
export function halve({ start, end }: Range): [Range, Range] {
  const middle = start + Math.ceil((end - start) / 2);
  return [
    { start, end: middle },
    { start: middle, end },
  ];
}
