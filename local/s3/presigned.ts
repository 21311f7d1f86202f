import { AwsError } from '../gateway/aws-error';

/** A week. Source: S3 API Reference, "Authenticating requests: using query parameters". */
const MAX_EXPIRES_SECONDS = 604_800;

/**
 * Throws AccessDenied when a presigned URL has expired: SigV4 (X-Amz-Date + X-Amz-Expires seconds)
 * or SigV2 (Expires, epoch seconds), which boto3 still makes by default.
 * @param now epoch milliseconds
 */
export function checkExpiry(query: URLSearchParams, now: number): void {
  const expiry = signatureV4Expiry(query) ?? signatureV2Expiry(query);
  if (expiry === undefined || now < expiry) return;
  throw new AwsError('AccessDenied', 'Request has expired', 403, {
    Expires: new Date(expiry).toISOString(),
    ServerTime: new Date(now).toISOString(),
  });
}

function signatureV4Expiry(query: URLSearchParams): number | undefined {
  if (!query.has('X-Amz-Signature')) return undefined;
  const date = query.get('X-Amz-Date') ?? '';
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(date);
  const seconds = Number(query.get('X-Amz-Expires') ?? Number.NaN);
  if (!parts || !(seconds >= 1 && seconds <= MAX_EXPIRES_SECONDS)) {
    throw new AwsError(
      'AuthorizationQueryParametersError',
      'A presigned URL needs X-Amz-Date (yyyyMMddTHHmmssZ) and X-Amz-Expires (1 to 604800 seconds)',
    );
  }
  const [, year, month, day, hour, minute, second] = parts.map(Number);
  const signed = Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second);
  return signed + seconds * 1000;
}

function signatureV2Expiry(query: URLSearchParams): number | undefined {
  const expires = query.get('Expires');
  return query.has('Signature') && expires !== null ? Number(expires) * 1000 : undefined;
}
