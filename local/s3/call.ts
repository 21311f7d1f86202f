import { type IncomingMessage, type ServerResponse } from 'node:http';
import { type RequestContext } from '../gateway/service';
import { AwsError } from '../gateway/aws-error';
import { keyTooLong } from './errors';
import { type UseKey } from './key-use';
import { type Target } from './request-target';
import { renderXml, type XmlElement } from './xml';

/** One request on its way through the service. */
export interface S3Call extends Target {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly context: RequestContext;
  /** Throws AccessDenied when the caller may not do so with an object's key. */
  readonly useKey: UseKey;
}

export type S3Operation = (call: S3Call) => Promise<void>;

/** Source: S3 User Guide, "Naming Amazon S3 objects": 1,024 bytes of UTF-8. */
const MAX_KEY_BYTES = 1024;

/** The call's key, checked; routes guarantee that there is one. */
export function keyOf(call: S3Call): string {
  const bytes = Buffer.byteLength(call.key, 'utf8');
  if (bytes > MAX_KEY_BYTES) throw keyTooLong(bytes);
  return call.key;
}

/** A request header's value; the first one of several. */
export function header(call: S3Call, name: string): string | undefined {
  const value = call.request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

export function sendXml(call: S3Call, root: string, content: XmlElement): void {
  const body = Buffer.from(renderXml(root, content), 'utf8');
  call.response.setHeader('content-type', 'application/xml');
  call.response.setHeader('content-length', body.length);
  call.response.end(body);
}

export function sendEmpty(call: S3Call, statusCode = 200): void {
  call.response.statusCode = statusCode;
  if (statusCode !== 204) call.response.setHeader('content-length', 0);
  call.response.end();
}

/** A number in the query, e.g. `max-keys`; `fallback` when it is not there. */
export function queryNumber(call: S3Call, name: string, fallback: number): number {
  const text = call.query.get(name);
  if (text === null || text === '') return fallback;
  const value = Number(text);
  if (/^\d+$/.test(text) && value <= 2 ** 31 - 1) return value;
  throw new AwsError('InvalidArgument', `${name} is '${text}'; valid is a whole number from 0`);
}
