/** How an endpoint is asked. */
export interface Setting {
  /** Texts in a request. */
  readonly batchSize: number;
  /** Requests under way at a time. */
  readonly concurrency: number;
}

/** All combinations: by concurrency, then by batch size. */
export function settingsOf(
  batchSizes: readonly number[],
  concurrencies: readonly number[],
): Setting[] {
  return concurrencies.flatMap((concurrency) =>
    batchSizes.map((batchSize) => ({ batchSize, concurrency })),
  );
}
