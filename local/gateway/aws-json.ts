import { type IncomingMessage, type ServerResponse } from 'node:http';
import { AwsError } from './aws-error';
import { type AwsService, type RequestContext } from './service';

/** Parses nothing: an operation checks its own input, as each has constraints of its own. */
export type JsonOperation = (
  input: Readonly<Record<string, unknown>>,
  context: RequestContext,
) => Promise<Readonly<Record<string, unknown>>>;

export interface JsonServiceOptions {
  readonly signingName: string;
  /** Prefix of `X-Amz-Target`, e.g. `SageMaker`, `AWSStepFunctions`. */
  readonly targetPrefix: string;
  readonly version: '1.0' | '1.1';
  readonly operations: Readonly<Record<string, JsonOperation>>;
  readonly close?: () => Promise<void>;
  /**
   * For a service that spoke the query protocol before: errors carry the code of that protocol in a
   * header, by which SDKs still name them. Source: Smithy, trait awsQueryCompatible.
   */
  readonly queryCompatible?: { readonly errorType: (code: string) => string };
}

/** Requests of the control planes stay far below this; Step Functions' limit is 1 MB, Lambda's 6 MB. */
const MAX_BODY_BYTES = 8 * 1024 * 1024;

/**
 * A service that speaks AWS JSON 1.0 or 1.1: one POST, the operation in `X-Amz-Target`.
 * An operation that is not in the table is refused by its name (UnknownOperationException).
 * Source: Smithy, "AWS JSON 1.0/1.1 protocol".
 */
export function jsonService(options: JsonServiceOptions): AwsService {
  const contentType = `application/x-amz-json-${options.version}`;
  return {
    signingName: options.signingName,
    close: options.close ?? (() => Promise.resolve()),
    async handle(request, response, context) {
      try {
        const operation = findOperation(options, request);
        const output = await operation(parseBody(await readBody(request)), context);
        send(response, 200, contentType, context, JSON.stringify(output));
      } catch (error) {
        const awsError = toAwsError(error);
        const body = {
          __type: options.queryCompatible?.errorType(awsError.code) ?? awsError.code,
          message: awsError.message,
          ...awsError.details,
        };
        if (options.queryCompatible) {
          const fault = awsError.statusCode < 500 ? 'Sender' : 'Receiver';
          response.setHeader('x-amzn-query-error', `${awsError.code};${fault}`);
        }
        send(response, awsError.statusCode, contentType, context, JSON.stringify(body));
      }
    },
  };
}

/** An error that is not AWS's is this program's own fault, and says so. */
export function toAwsError(error: unknown): AwsError {
  if (error instanceof AwsError) return error;
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return new AwsError('InternalFailure', message, 500);
}

/** Reads a whole body; for protocols whose requests are small by definition. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_BODY_BYTES) {
      throw new AwsError(
        'RequestEntityTooLarge',
        `A request may have ${MAX_BODY_BYTES} bytes`,
        413,
      );
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function findOperation(options: JsonServiceOptions, request: IncomingMessage): JsonOperation {
  const target = String(request.headers['x-amz-target'] ?? '');
  const name = target.slice(target.lastIndexOf('.') + 1);
  const operation = target.startsWith(`${options.targetPrefix}.`)
    ? options.operations[name]
    : undefined;
  if (!operation) {
    const known = Object.keys(options.operations).join(', ');
    throw new AwsError(
      'UnknownOperationException',
      `The embedded AWS does not support '${target}'. Supported: ${known}.`,
    );
  }
  return operation;
}

function parseBody(body: Buffer): Record<string, unknown> {
  let value: unknown;
  try {
    value = body.length === 0 ? {} : JSON.parse(body.toString('utf8'));
  } catch (cause) {
    throw new AwsError('SerializationException', `The request body is not JSON: ${String(cause)}`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new AwsError('SerializationException', 'The request body is not a JSON object');
  }
  return value as Record<string, unknown>;
}

function send(
  response: ServerResponse,
  status: number,
  contentType: string,
  context: RequestContext,
  body: string,
): void {
  response.writeHead(status, {
    'content-type': contentType,
    'content-length': Buffer.byteLength(body),
    'x-amzn-requestid': context.requestId,
  });
  response.end(body);
}
