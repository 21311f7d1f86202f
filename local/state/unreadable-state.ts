import { dirname } from 'node:path';

/** A file of the state on disk was damaged, or written by another version of this program. */
export class UnreadableState extends Error {
  override readonly name = 'UnreadableState';

  constructor(path: string, reason: string, options?: ErrorOptions) {
    super(
      `The state in ${path} cannot be read (${reason}): take another data directory, or move ${dirname(path)} away to begin without stacks; objects in S3 and logs lie beside it and stay.`,
      options,
    );
  }
}
