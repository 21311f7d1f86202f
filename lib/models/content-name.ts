import { createHash } from 'node:crypto';

/** SageMaker: at most 63 characters. */
const MAX_NAME = 63;
/** 40 bits: an account would need a million models before two contents meet with probability 1/2. */
const HASH_CHARACTERS = 10;

/**
 * A name that is readable, and different for different content: CloudFormation makes the new
 * resource while the old one still has its name. A literal name needs no export between stacks.
 *
 * @param content what CloudFormation replaces the resource for; written as JSON, without tokens
 */
export function contentName(readable: string, content: unknown): string {
  const hash = createHash('sha256')
    .update(JSON.stringify(content))
    .digest('hex')
    .slice(0, HASH_CHARACTERS);
  const kept = readable.slice(0, MAX_NAME - HASH_CHARACTERS - 1).replace(/-+$/, '');
  // SageMaker writes ARNs in lower case; a name in lower case leaves no doubt in policies.
  return `${kept}-${hash}`.toLowerCase();
}
