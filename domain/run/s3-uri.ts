/** Where an object lies. */
export interface ObjectLocation {
  readonly bucket: string;
  readonly key: string;
}

/** Reads `s3://bucket/key`; a text without the scheme is a key in `defaultBucket`. */
export function parseObjectUri(uri: string, defaultBucket: string): ObjectLocation {
  const match = /^s3:\/\/([^/]+)\/(.+)$/s.exec(uri);
  return match
    ? { bucket: match[1] ?? '', key: match[2] ?? '' }
    : { bucket: defaultBucket, key: uri };
}

export function objectUri({ bucket, key }: ObjectLocation): string {
  return `s3://${bucket}/${key}`;
}
