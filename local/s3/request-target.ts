import { type IncomingMessage } from 'node:http';
import { AwsError } from '../gateway/aws-error';

/** What a request is about. Bucket and key are empty where the request names none. */
export interface Target {
  readonly bucketName: string;
  readonly key: string;
  readonly query: URLSearchParams;
}

/** `BUCKET.localhost:4566`, `BUCKET.s3.us-east-1.amazonaws.com`: clients that want virtual hosts. */
const VIRTUAL_HOST = /^(.+)\.(?:localhost|s3[.-][a-z0-9.-]*amazonaws\.com)(?::\d+)?$/;

/** Reads bucket and key byte for byte: `..` and `//` are parts of a key, not of a path. */
export function readTarget(request: IncomingMessage): Target {
  const [path = '', ...queryParts] = (request.url ?? '/').split('?');
  const query = new URLSearchParams(queryParts.join('?'));
  const virtualBucket = VIRTUAL_HOST.exec(request.headers.host ?? '')?.[1];
  const relative = path.replace(/^\//, '');
  if (virtualBucket !== undefined) {
    return { bucketName: virtualBucket, key: decode(relative), query };
  }
  const slash = relative.indexOf('/');
  const bucketName = decode(slash < 0 ? relative : relative.slice(0, slash));
  return { bucketName, key: slash < 0 ? '' : decode(relative.slice(slash + 1)), query };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new AwsError('InvalidURI', `'${text}' is not percent-encoded UTF-8`);
  }
}
