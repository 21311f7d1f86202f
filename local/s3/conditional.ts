import { type IncomingHttpHeaders } from 'node:http';
import { AwsError } from '../gateway/aws-error';
import { noSuchKey, notImplemented, preconditionFailed } from './errors';
import { type ObjectSummary } from './object-metadata';

type Validators = Pick<ObjectSummary, 'etag' | 'lastModified'>;

/** The headers of a conditional read; of CopyObject's source without their prefix. */
export interface ReadConditions {
  readonly ifMatch?: string | undefined;
  readonly ifNoneMatch?: string | undefined;
  readonly ifModifiedSince?: string | undefined;
  readonly ifUnmodifiedSince?: string | undefined;
}

/** Conditions of a request, or with `prefix` `x-amz-copy-source-` those on the source of a copy. */
export function readConditions(headers: IncomingHttpHeaders, prefix = ''): ReadConditions {
  const header = (name: string): string | undefined => headers[prefix + name]?.toString();
  return {
    ifMatch: header('if-match'),
    ifNoneMatch: header('if-none-match'),
    ifModifiedSince: header('if-modified-since'),
    ifUnmodifiedSince: header('if-unmodified-since'),
  };
}

/**
 * `NotModified` when the reader has the object already; throws PreconditionFailed.
 * An entity-tag condition goes before the date condition of its kind.
 * Source: RFC 9110 section 13.2.2, and "GetObject" in the Amazon S3 API Reference.
 */
export function evaluateRead(
  conditions: ReadConditions,
  object: Validators,
): 'Read' | 'NotModified' {
  const { ifMatch, ifNoneMatch, ifModifiedSince, ifUnmodifiedSince } = conditions;
  if (ifMatch !== undefined) {
    if (!matches(ifMatch, object.etag)) throw preconditionFailed('If-Match');
  } else if (isModifiedSince(ifUnmodifiedSince, object) === true) {
    throw preconditionFailed('If-Unmodified-Since');
  }
  if (ifNoneMatch !== undefined) return matches(ifNoneMatch, object.etag) ? 'NotModified' : 'Read';
  return isModifiedSince(ifModifiedSince, object) === false ? 'NotModified' : 'Read';
}

/** Conditions on what is there before a write. */
export interface WriteConditions {
  readonly ifMatch?: string | undefined;
  readonly ifNoneMatch?: string | undefined;
}

/** Throws NotImplemented for an If-None-Match other than `*`, as S3 does. */
export function writeConditions(headers: IncomingHttpHeaders): WriteConditions {
  const ifNoneMatch = headers['if-none-match'];
  if (ifNoneMatch !== undefined && ifNoneMatch !== '*') {
    throw notImplemented(`a write with If-None-Match other than '*', here '${ifNoneMatch}'`);
  }
  return { ifMatch: headers['if-match'], ifNoneMatch };
}

/** Throws unless the write may replace `current`. Source: S3 User Guide, "Conditional writes". */
export function checkWrite(
  conditions: WriteConditions,
  key: string,
  current: Validators | undefined,
): void {
  if (conditions.ifNoneMatch === '*' && current) throw preconditionFailed('If-None-Match');
  if (conditions.ifMatch === undefined) return;
  if (!current) throw noSuchKey(key);
  if (!matches(conditions.ifMatch, current.etag)) throw preconditionFailed('If-Match');
}

export const notModified = (): AwsError => new AwsError('NotModified', 'Not Modified', 304);

function matches(header: string, etag: string): boolean {
  return header
    .split(',')
    .map((tag) =>
      tag
        .trim()
        .replace(/^W\//, '')
        .replace(/^"(.*)"$/, '$1'),
    )
    .some((tag) => tag === '*' || tag === etag);
}

/** HTTP dates have whole seconds. Undefined: no such condition, or a date that is none. */
function isModifiedSince(date: string | undefined, object: Validators): boolean | undefined {
  const since = date === undefined ? Number.NaN : Date.parse(date);
  if (Number.isNaN(since)) return undefined;
  return Math.floor(object.lastModified / 1000) * 1000 > since;
}
