import { RUN_LENGTHS } from './unprintable-runs';

/** Ends of the runs: printable before the even entries, not printable before the odd ones. */
const RUN_ENDS = runEnds();

/** Whether Python's `str.isprintable` holds for a code point (0 to 0x10ffff), as of CPython 3.11. */
export function isPrintable(codePoint: number): boolean {
  let low = 0;
  let high = RUN_ENDS.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((RUN_ENDS[middle] ?? 0) <= codePoint) low = middle + 1;
    else high = middle;
  }
  return low % 2 === 0;
}

function runEnds(): Uint32Array {
  const lengths = RUN_LENGTHS.trim().split(/\s+/);
  const ends = new Uint32Array(lengths.length);
  let end = 0;
  lengths.forEach((length, index) => {
    end += parseInt(length, 36);
    ends[index] = end;
  });
  return ends;
}
