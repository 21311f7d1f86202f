import { createHash } from 'node:crypto';

/** Tag of every resource that one `cdk deploy` makes: the stacks' prefix. */
export const DEPLOYMENT_TAG = 'text2text-batch:deployment';

/** Tag of every SageMaker Model: the stack that deploys it, which may be one of another application. */
export const STACK_TAG = 'text2text-batch:stack';

/** Tag of every transform job: the run's id. Rights to stop a job are bound to it. */
export const RUN_TAG = 'text2text-batch:run-id';

/** Tag of an object that nobody needs any more, as all that it holds was scored; the bucket expires it. */
export const RAW_TAG = { Key: 'text2text-batch:raw', Value: 'scored' } as const;

/** SageMaker: `[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}`. */
const MAX_JOB_NAME = 63;
/** Execution names have at most 80 characters; a run id keeps that length. */
const MAX_RUN_ID = 80;
/** An S3 key may have 1,024 bytes; half an idempotency key is enough for a person to know it. */
const MAX_CLAIM_NAME = 128;
/** 40 bits: two of a million names collide with a probability of 1e12 / 2 / 2^40 = 0.5 only if all were altered. */
const HASH_CHARACTERS = 10;

/**
 * The run's id: the execution's name where it is safe in an S3 key, in a URL and in a tag
 * (`[a-zA-Z0-9_-]`), else its safe part and a hash, so that two names never share a run.
 */
export function runIdOf(executionName: string): string {
  return safeName(executionName, /[^a-zA-Z0-9_-]+/g, MAX_RUN_ID);
}

/** The name of an idempotency key's claim, made like a run's id: two keys never share a claim. */
export function claimName(idempotencyKey: string): string {
  return safeName(idempotencyKey, /[^a-zA-Z0-9_-]+/g, MAX_CLAIM_NAME);
}

/**
 * A transform job's name: run id, pass and attempt. A name can never be used again in an account
 * and region, so each attempt needs one of its own, and the same attempt always gets the same.
 */
export function transformJobName(runId: string, pass: number, attempt: number): string {
  const suffix = `-p${pass}-a${attempt}`;
  return safeName(runId, /[^a-zA-Z0-9]+/g, MAX_JOB_NAME - suffix.length) + suffix;
}

function safeName(name: string, unsafe: RegExp, maxLength: number): string {
  const safe = name.replace(unsafe, '-').replace(/^[-_]+|[-_]+$/g, '');
  if (safe === name && safe.length <= maxLength) return safe;
  const hash = createHash('sha256').update(name).digest('hex').slice(0, HASH_CHARACTERS);
  const kept = safe.slice(0, maxLength - hash.length - 1).replace(/[-_]+$/, '');
  return kept === '' ? `run-${hash}` : `${kept}-${hash}`;
}
