import { type RougeType, type ScoreColumns, SCORE_WIDTH } from '../../domain/rouge';

/** Above this the bootstrap takes too long, and a normal interval is as good (DESIGN 5). */
export const MOST_KEPT = 200_000;

/** The scores of all pairs by column, for the bootstrap; dropped once there are too many of them. */
export class KeptScores {
  private columns: Float64Array[];
  private length = 0;

  constructor(width: number) {
    this.columns = Array.from({ length: width }, () => new Float64Array(1024));
  }

  /** False when there were too many to keep. */
  get complete(): boolean {
    return this.length <= MOST_KEPT;
  }

  add(row: Float64Array): void {
    if (!this.complete) return;
    if (this.length++ === MOST_KEPT) {
      this.columns = [];
      return;
    }
    if (this.length > (this.columns[0]?.length ?? 0)) this.columns = this.columns.map(doubled);
    this.columns.forEach((column, k) => {
      column[this.length - 1] = row[k] ?? NaN;
    });
  }

  of(types: readonly RougeType[]): [RougeType, ScoreColumns][] {
    const column = (k: number): Float64Array =>
      this.columns[k]?.subarray(0, this.length) ?? new Float64Array(0);
    return types.map((type, index) => {
      const k = index * SCORE_WIDTH;
      return [type, { precision: column(k), recall: column(k + 1), fmeasure: column(k + 2) }];
    });
  }
}

function doubled(column: Float64Array): Float64Array {
  const larger = new Float64Array(column.length * 2);
  larger.set(column);
  return larger;
}
