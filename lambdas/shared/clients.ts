/**
 * How every function talks to AWS: a few more tries than the SDK's three, since a run of hours
 * must not end over one throttled call, spaced by the SDK with jitter.
 */
export const clientConfig = {
  maxAttempts: 6,
  retryMode: 'standard',
} as const;
