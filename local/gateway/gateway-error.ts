import { type IncomingMessage, type ServerResponse } from 'node:http';
import { type AwsError } from './aws-error';
import { type RequestContext } from './service';

/**
 * Writes an error that no service answered, in the form that the caller's protocol reads: XML for
 * S3 and for the query protocol (a form body), JSON otherwise (AWS JSON reads `__type`, REST JSON the
 * header).
 * @param service signing name; undefined for an unsigned request
 */
export function sendGatewayError(
  request: IncomingMessage,
  response: ServerResponse,
  context: RequestContext,
  error: AwsError,
  service: string | undefined,
): void {
  const isQuery = request.headers['content-type']?.includes('x-www-form-urlencoded') ?? false;
  const isXml = isQuery || service === 's3';
  const body = isQuery
    ? queryError(error, context)
    : isXml
      ? s3Error(error, context)
      : JSON.stringify({ __type: error.code, message: error.message });
  response.writeHead(error.statusCode, {
    'content-type': isXml ? 'text/xml' : 'application/json',
    'content-length': Buffer.byteLength(body),
    'x-amzn-errortype': error.code,
    'x-amzn-requestid': context.requestId,
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}

function queryError(error: AwsError, context: RequestContext): string {
  const type = error.statusCode < 500 ? 'Sender' : 'Receiver';
  return (
    `<ErrorResponse><Error><Type>${type}</Type><Code>${error.code}</Code>` +
    `<Message>${escapeText(error.message)}</Message></Error>` +
    `<RequestId>${context.requestId}</RequestId></ErrorResponse>`
  );
}

function s3Error(error: AwsError, context: RequestContext): string {
  return (
    `<Error><Code>${error.code}</Code><Message>${escapeText(error.message)}</Message>` +
    `<RequestId>${context.requestId}</RequestId></Error>`
  );
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
