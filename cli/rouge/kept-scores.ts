import { type RougeType, type ScoreColumns, SCORE_WIDTH } from '../../domain/rouge';

/** Above this the bootstrap takes too long, and a normal interval is as good. */
export const MOST_KEPT = 200_000;
/** Rows are kept in pieces, since an array that grows by copying leaves its old copies behind. */
const PIECE_ROWS = 4096;

/** The scores of all pairs, for the bootstrap; dropped once there are too many of them. */
export class KeptScores {
  private pieces: Float64Array[] = [];
  private rows = 0;

  constructor(private readonly width: number) {}

  /** False when there were too many to keep. */
  get complete(): boolean {
    return this.rows <= MOST_KEPT;
  }

  add(row: Float64Array): void {
    if (!this.complete) return;
    const at = this.rows++ % PIECE_ROWS;
    if (this.rows > MOST_KEPT) {
      this.pieces = [];
      return;
    }
    if (at === 0) this.pieces.push(new Float64Array(PIECE_ROWS * this.width));
    this.pieces.at(-1)?.set(row, at * this.width);
  }

  /** Columns by type; `types` are those of the rows, in their order. */
  of(types: readonly RougeType[]): [RougeType, ScoreColumns][] {
    return types.map((type, index) => {
      const k = index * SCORE_WIDTH;
      return [
        type,
        { precision: this.column(k), recall: this.column(k + 1), fmeasure: this.column(k + 2) },
      ];
    });
  }

  private column(k: number): Float64Array {
    const { pieces, width } = this;
    const column = new Float64Array(this.rows);
    for (let row = 0; row < column.length; row++) {
      const piece = pieces[Math.floor(row / PIECE_ROWS)];
      column[row] = piece?.[(row % PIECE_ROWS) * width + k] ?? NaN;
    }
    return column;
  }
}
