import { type InvokeLimits } from './invoke-in-batches';
import { MAX_REQUEST_BYTES, MAX_REQUEST_SECONDS } from './split-batches';

/**
 * Limits where the deployment or the caller says nothing else. 8 texts together use a GPU several
 * times better than one by one; 4 requests keep an instance busy while replies travel.
 */
export const DEFAULT_LIMITS: InvokeLimits = {
  maxTexts: 8,
  maxBytes: MAX_REQUEST_BYTES,
  maxSeconds: MAX_REQUEST_SECONDS,
  secondsPerText: 1,
  concurrency: 4,
};

/**
 * Tries of one request: between twelve are waits of up to 0.2, 0.4 ... 12.8, then 20 s four times,
 * 105 s together, half of it on average: as long as a second instance's model is read from disk.
 */
export const DEFAULT_TRIES = 12;
