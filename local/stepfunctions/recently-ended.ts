/** Ended executions whose state and history stay in memory; what is older is forgotten. */
const KEPT = 1_000;

/** Remembers the order of ending, and lets go of the oldest beyond the bound. */
export class RecentlyEnded {
  readonly #arns = new Set<string>();

  constructor(
    private readonly forget: (arn: string) => void,
    private readonly kept = KEPT,
  ) {}

  /** It runs again. */
  remove(arn: string): void {
    this.#arns.delete(arn);
  }

  add(arn: string): void {
    this.#arns.add(arn);
    for (const oldest of this.#arns) {
      if (this.#arns.size <= this.kept) return;
      this.#arns.delete(oldest);
      this.forget(oldest);
    }
  }
}
