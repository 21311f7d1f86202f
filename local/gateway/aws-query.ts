import { type ServerResponse } from 'node:http';
import XMLBuilder from 'fast-xml-builder';
import { AwsError } from './aws-error';
import { readBody, toAwsError } from './aws-json';
import { type AwsService, type RequestContext } from './service';

/** Lists are written as `{ member: [...] }`; undefined leaves an element out. */
export type QueryResult = Readonly<Record<string, unknown>>;

export type QueryOperation = (
  parameters: URLSearchParams,
  context: RequestContext,
) => Promise<QueryResult>;

export interface QueryServiceOptions {
  readonly signingName: string;
  /** XML namespace, which carries the API's version. */
  readonly namespace: string;
  readonly operations: Readonly<Record<string, QueryOperation>>;
}

const builder = new XMLBuilder({ ignoreAttributes: false });

/**
 * A service that speaks the AWS query protocol: a form with `Action` in, XML out. An action that is
 * not in the table is refused by its name (InvalidAction).
 * Source: Smithy, "AWS query protocol".
 */
export function queryService(options: QueryServiceOptions): AwsService {
  const { signingName, namespace, operations } = options;
  return {
    signingName,
    close: () => Promise.resolve(),
    async handle(request, response, context) {
      const metadata = { ResponseMetadata: { RequestId: context.requestId } };
      try {
        const parameters = new URLSearchParams((await readBody(request)).toString('utf8'));
        const action = parameters.get('Action') ?? '';
        const operation = operations[action];
        if (!operation) throw unknownAction(action, Object.keys(operations));
        const result = await operation(parameters, context);
        send(response, 200, {
          [`${action}Response`]: {
            '@_xmlns': namespace,
            [`${action}Result`]: result,
            ...metadata,
          },
        });
      } catch (error) {
        const { code, message, statusCode } = toAwsError(error);
        send(response, statusCode, {
          ErrorResponse: {
            '@_xmlns': namespace,
            Error: { Type: statusCode < 500 ? 'Sender' : 'Receiver', Code: code, Message: message },
            RequestId: context.requestId,
          },
        });
      }
    },
  };
}

function unknownAction(action: string, known: readonly string[]): AwsError {
  return new AwsError(
    'InvalidAction',
    `The embedded AWS does not support '${action}'. Supported: ${known.join(', ')}.`,
  );
}

function send(response: ServerResponse, status: number, document: object): void {
  const body = builder.build(document);
  response.writeHead(status, {
    'content-type': 'text/xml',
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
}
