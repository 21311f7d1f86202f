import * as z from 'zod';
import { invalidArgument } from './errors';
import { type ListingPosition } from './listing';

const positionSchema = z.union([
  z.strictObject({ after: z.string() }),
  z.strictObject({ afterPrefix: z.string() }),
]);

/** A listing's position as text that clients hand back unread. */
export function encodeToken(position: ListingPosition): string {
  return Buffer.from(JSON.stringify(position), 'utf8').toString('base64url');
}

/** Throws InvalidArgument for a token that `encodeToken` did not make. */
export function decodeToken(token: string): ListingPosition {
  try {
    const json: unknown = JSON.parse(Buffer.from(token, 'base64url').toString('utf8'));
    return positionSchema.parse(json);
  } catch {
    throw invalidArgument('continuation-token', token, 'a NextContinuationToken of a listing');
  }
}
