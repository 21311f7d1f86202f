/** More ids than this help nobody who reads them, and would fill the memory. */
const MOST_LISTED = 1000;

/** Counts all ids and lists the first thousand. */
export class IdList {
  count = 0;
  readonly first: unknown[] = [];

  add(id: unknown): void {
    if (this.count < MOST_LISTED) this.first.push(id);
    this.count++;
  }
}
