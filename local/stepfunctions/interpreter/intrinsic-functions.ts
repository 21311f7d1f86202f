import { createHash, randomUUID } from 'node:crypto';
import * as z from 'zod';
import { type Json, parseJson } from '../json';

/**
 * The functions that Step Functions adds to JSONata. A non-integer argument is rounded towards
 * zero; an argument that makes no sense gives undefined, which fails the field it stands in.
 * Source: Developer Guide, "Transforming data with JSONata", "JSONata functions provided by
 * Step Functions".
 */
export interface IntrinsicFunction {
  /** JSONata's signature, checked by JSONata before the call. */
  readonly signature: string;
  readonly call: (...args: readonly unknown[]) => Json | undefined;
}

const HASHES: Readonly<Record<string, string>> = {
  MD5: 'md5',
  'SHA-1': 'sha1',
  'SHA-256': 'sha256',
  'SHA-384': 'sha384',
  'SHA-512': 'sha512',
};

/** Elements that $range may make, as AWS refuses one more. */
const MAX_RANGE = 360_145;

const numbers = z.array(z.number().transform(Math.trunc));

export const intrinsicFunctions: Readonly<Record<string, IntrinsicFunction>> = {
  partition: {
    signature: '<a-n:a>',
    call: (array, size) => partition(z.array(z.json()).parse(array), z.number().parse(size)),
  },
  range: {
    signature: '<nnn:a<n>>',
    call: (...args) => {
      const [start, end, step] = numbers.parse(args);
      return start === undefined || end === undefined || step === undefined
        ? undefined
        : range(start, end, step);
    },
  },
  hash: {
    signature: '<s-s:s>',
    call: (text, algorithm) => hash(z.string().parse(text), z.string().parse(algorithm)),
  },
  random: { signature: '<n?:n>', call: (seed) => random(z.number().optional().parse(seed)) },
  uuid: { signature: '<:s>', call: () => randomUUID() },
  parse: { signature: '<s-:x>', call: (text) => parseJson(z.string().parse(text)) },
};

/** Chunks of `size`, the last one with the remainder. */
export function partition(array: readonly Json[], size: number): Json[][] | undefined {
  const chunk = Math.trunc(size);
  if (chunk <= 0 || array.length === 0) return undefined;
  return Array.from({ length: Math.ceil(array.length / chunk) }, (_, index) =>
    array.slice(index * chunk, (index + 1) * chunk),
  );
}

/** `start`, `start + step`, ... up to and including `end`. */
export function range(start: number, end: number, step: number): number[] | undefined {
  if (step === 0 || (end - start) * step < 0) return undefined;
  const length = Math.floor((end - start) / step) + 1;
  if (length > MAX_RANGE) throw new RangeError('Expression evaluation memory limit exceeded');
  return Array.from({ length }, (_, index) => start + index * step);
}

function hash(text: string, algorithm: string): string | undefined {
  const name = HASHES[algorithm];
  if (name === undefined) {
    throw new RangeError(
      `Hash algorithm '${algorithm}' is not one of ${Object.keys(HASHES).join(', ')}`,
    );
  }
  return createHash(name).update(text).digest('hex');
}

/** In [0, 1); with a seed always the same number (not AWS's: its generator is not documented). */
function random(seed: number | undefined): number {
  if (seed === undefined) return Math.random();
  const digest = createHash('sha256')
    .update(String(Math.trunc(seed)))
    .digest();
  return digest.readUInt32BE(0) / 2 ** 32;
}
