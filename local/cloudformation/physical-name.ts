import { createHash } from 'node:crypto';

export interface NameRule {
  readonly maxLength: number;
  readonly lowerCase?: boolean;
}

export interface NameOwner {
  readonly stackName: string;
  readonly logicalId: string;
  /** 0 at creation, one more at each replacement: two resources exist for a while. */
  readonly generation: number;
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
const SUFFIX_LENGTH = 12;

/**
 * A name as CloudFormation makes one: STACK-LOGICALID-SUFFIX, cut to the service's limit from the
 * front parts. The suffix is a hash where CloudFormation's is random, so that a second deployment
 * over the same data directory finds its bucket again.
 */
export function physicalName(owner: NameOwner, { maxLength, lowerCase = false }: NameRule): string {
  const { stackName, logicalId, generation } = owner;
  const digest = createHash('sha256').update(JSON.stringify([stackName, logicalId, generation]));
  const suffix = [...digest.digest().subarray(0, SUFFIX_LENGTH)]
    .map((byte) => ALPHABET.charAt(byte % ALPHABET.length))
    .join('');
  // Two hyphens; both front parts keep at least half of what is left.
  const room = maxLength - SUFFIX_LENGTH - 2;
  const stackLength = Math.max(Math.floor(room / 2), room - logicalId.length);
  const stack = stackName.slice(0, stackLength);
  const name = `${stack}-${logicalId.slice(0, room - stack.length)}-${suffix}`;
  return lowerCase ? name.toLowerCase() : name;
}
