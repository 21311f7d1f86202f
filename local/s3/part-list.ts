import * as z from 'zod';
import { AwsError } from '../gateway/aws-error';
import { CHECKSUM_ALGORITHMS, checksumElement } from './checksums';
import { badDigest, malformedXml } from './errors';
import { type ObjectMetadata } from './object-metadata';
import { MIN_PART_BYTES } from './upload';
import { parseXml } from './xml';

const partSchema = z.looseObject({
  PartNumber: z.coerce.number().int().min(1),
  ETag: z.string().transform((etag) => etag.replaceAll('"', '').trim()),
});
const requestSchema = z.looseObject({
  Part: z.union([z.array(partSchema), partSchema.transform((part) => [part])]),
});
export type ListedPart = z.infer<typeof partSchema>;

/** A part as the client lists it and as it is here. */
export interface ChosenPart {
  readonly partNumber: number;
  readonly metadata: ObjectMetadata;
}

/** Reads the document of CompleteMultipartUpload. */
export function parsePartList(document: string): ListedPart[] {
  const parsed = requestSchema.safeParse(parseXml(document, 'CompleteMultipartUpload'));
  if (!parsed.success) throw malformedXml(z.prettifyError(parsed.error));
  return parsed.data.Part;
}

/**
 * The parts of the object in order. Throws InvalidPartOrder, InvalidPart, EntityTooSmall, BadDigest.
 * Source: S3 API Reference, "CompleteMultipartUpload".
 */
export function chooseParts(
  listed: readonly ListedPart[],
  present: ReadonlyMap<number, ObjectMetadata>,
): ChosenPart[] {
  checkOrder(listed.map((part) => part.PartNumber));
  return listed.map((part, at) => {
    const { PartNumber: partNumber, ETag: etag } = part;
    const metadata = present.get(partNumber);
    if (metadata?.etag !== etag) {
      const found = metadata ? `has the ETag '${metadata.etag}'` : 'was not uploaded';
      throw new AwsError('InvalidPart', `Part ${partNumber} with the ETag '${etag}' ${found}`);
    }
    if (at < listed.length - 1 && metadata.size < MIN_PART_BYTES) {
      throw new AwsError(
        'EntityTooSmall',
        `Part ${partNumber} has ${metadata.size} bytes; all but the last need ${MIN_PART_BYTES}`,
        400,
        { PartNumber: partNumber, ProposedSize: metadata.size, MinSizeAllowed: MIN_PART_BYTES },
      );
    }
    checkChecksum(part, metadata);
    return { partNumber, metadata };
  });
}

function checkOrder(numbers: readonly number[]): void {
  let previous = 0;
  for (const number of numbers) {
    if (number <= previous) {
      throw new AwsError('InvalidPartOrder', `Part ${number} stands after part ${previous}`);
    }
    previous = number;
  }
}

function checkChecksum(part: ListedPart, { checksum }: ObjectMetadata): void {
  for (const algorithm of CHECKSUM_ALGORITHMS) {
    const listed = part[checksumElement(algorithm)];
    if (typeof listed !== 'string' || checksum?.algorithm !== algorithm) continue;
    if (listed !== checksum.value) {
      throw badDigest(`${algorithm} of part ${part.PartNumber}`, listed, checksum.value);
    }
  }
}
