import { type IncomingMessage } from 'node:http';

/** The part of a SigV4 signature that says who calls which service where. */
export interface CredentialScope {
  readonly accessKeyId: string;
  readonly region: string;
  /** Signing name of the service, e.g. `s3`, `states`. */
  readonly service: string;
  /** Of temporary credentials. */
  readonly sessionToken: string | undefined;
}

/**
 * Reads `AKID/20260131/us-east-1/s3/aws4_request` from the Authorization header or, for a presigned
 * request, from the query. Undefined for an unsigned request.
 * Source: IAM User Guide, "Elements of an AWS API request signature".
 */
export function readCredentialScope(request: IncomingMessage): CredentialScope | undefined {
  const authorization = request.headers.authorization;
  const credential = authorization
    ? /^AWS4-\S+ .*?Credential=([^,\s]+)/.exec(authorization)?.[1]
    : queryOf(request).get('X-Amz-Credential');
  const [accessKeyId, , region, service, terminator] = credential?.split('/') ?? [];
  if (!accessKeyId || !region || !service || terminator !== 'aws4_request') return undefined;
  const inHeader = request.headers['x-amz-security-token']?.toString();
  const sessionToken = inHeader ?? queryOf(request).get('X-Amz-Security-Token') ?? undefined;
  return { accessKeyId, region, service, sessionToken };
}

function queryOf(request: IncomingMessage): URLSearchParams {
  const url = request.url ?? '';
  const mark = url.indexOf('?');
  return new URLSearchParams(mark < 0 ? '' : url.slice(mark + 1));
}
