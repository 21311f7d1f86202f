/** What any AWS SDK v3 client needs to talk to the embedded AWS. */
export interface EmbeddedClientConfig {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/**
 * Client configuration for the embedded AWS at `endpoint`. An S3 client needs no forcePathStyle:
 * the SDK takes path style by itself on an IP address.
 */
export function clientConfig(
  endpoint: string,
  region: string,
  accessKeyId = 'local',
): EmbeddedClientConfig {
  return { endpoint, region, credentials: { accessKeyId, secretAccessKey: 'local' } };
}
