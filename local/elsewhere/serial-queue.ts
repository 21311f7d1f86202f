/** Runs tasks one after the other, in the order in which they came. */
export class SerialQueue {
  #last: Promise<void> = Promise.resolve();

  /** @param onFailure hears of a task that failed; the next one runs all the same */
  add(task: () => Promise<void>, onFailure: (error: unknown) => void): void {
    this.#last = this.#last.then(task).catch(onFailure);
  }

  /** Resolves when everything that was added so far has ended. */
  settled(): Promise<void> {
    return this.#last;
  }
}
