import { type IncomingMessage } from 'node:http';
import { AwsError } from '../gateway/aws-error';
import { readBody } from '../gateway/aws-json';

/** A request of the Scheduler's REST API. */
export interface RestCall {
  /** Method and path with the name left out, e.g. `GET /schedules/{Name}`. */
  readonly route: string;
  /** From the path; empty for a listing. */
  readonly name: string;
  readonly query: URLSearchParams;
  /** JSON, parsed; `{}` when there is none. */
  readonly body: unknown;
}

/** @throws AwsError SerializationException for a body that is no JSON */
export async function readCall(request: IncomingMessage): Promise<RestCall> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://scheduler');
  const [, collection = '', name = ''] = /^\/([^/]+)(?:\/(.+))?$/.exec(pathname) ?? [];
  const path = name === '' ? `/${collection}` : `/${collection}/{Name}`;
  const text = (await readBody(request)).toString('utf8');
  return {
    route: `${request.method ?? ''} ${path}`,
    name: decodeURIComponent(name),
    query: searchParams,
    body: text === '' ? {} : parseJson(text),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AwsError('SerializationException', `The request body is not JSON: ${String(cause)}`);
  }
}
