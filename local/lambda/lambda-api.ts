import { type IncomingMessage, type ServerResponse } from 'node:http';
import { AwsError } from '../gateway/aws-error';
import { readBody, toAwsError } from '../gateway/aws-json';
import { type AwsService, type RequestContext } from '../gateway/service';
import { type Authorizer } from '../iam/access';
import { type Place, authorizeAll } from '../iam/rights';
import { type AsynchronousInvoker } from './asynchronous';
import { type FunctionRegistry, type FunctionVersion } from './function-registry';
import { type InvokeFunction } from './invoke';
import { type LambdaOperation, lambdaRights } from './rights';

export interface LambdaApiOptions {
  readonly registry: FunctionRegistry;
  readonly invoke: InvokeFunction;
  readonly asynchronous: AsynchronousInvoker;
  readonly arnOf: (functionName: string) => string;
  readonly authorizer: Authorizer;
  readonly place: Place;
}

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const ROOT = '/2015-03-31/functions';

/** Lambda's REST API as far as callers need it: Invoke, GetFunction, ListFunctions. */
export function lambdaApi(options: LambdaApiOptions): Pick<AwsService, 'signingName' | 'handle'> {
  return {
    signingName: 'lambda',
    async handle(request, response, context) {
      try {
        send(response, context, await route(options, request, context));
      } catch (error) {
        const { code, message, statusCode } = toAwsError(error);
        const type = statusCode < 500 ? 'User' : 'Service';
        const body = JSON.stringify({ Type: type, Message: message, message });
        const headers = { 'x-amzn-errortype': code };
        send(response, context, { status: statusCode, body, headers });
      }
    },
  };
}

async function route(
  options: LambdaApiOptions,
  request: IncomingMessage,
  { caller }: RequestContext,
): Promise<Answer> {
  const check = (name: LambdaOperation, reference: string): void => {
    authorizeAll(options.authorizer, caller, lambdaRights(options.place)[name](reference));
  };
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://lambda');
  const operation = `${request.method ?? ''} ${pathname}`;
  const [, encodedName, action] =
    /^\/2015-03-31\/functions\/([^/]+)(?:\/(invocations))?$/.exec(pathname) ?? [];
  const qualifier = searchParams.get('Qualifier');
  if (encodedName !== undefined) {
    const name = decodeURIComponent(encodedName);
    const reference = qualifier === null ? name : `${name}:${qualifier}`;
    if (request.method === 'POST' && action) {
      check('Invoke', reference);
      return invocation(options, request, reference);
    }
    if (request.method === 'GET' && !action) {
      check('GetFunction', reference);
      return json(getFunction(options, options.registry.resolve(reference)));
    }
  }
  if (operation === `GET ${ROOT}/` || operation === `GET ${ROOT}`) {
    check('ListFunctions', '');
    const latest = options.registry.all().map((deployed) => deployed.latest);
    return json({ Functions: latest.map((version) => configuration(options, version)) });
  }
  throw new AwsError(
    'UnknownOperationException',
    `The embedded Lambda does not support '${operation}'. Supported: Invoke, GetFunction, ListFunctions.`,
    404,
  );
}

async function invocation(
  { registry, invoke, asynchronous }: LambdaApiOptions,
  request: IncomingMessage,
  reference: string,
): Promise<Answer> {
  const type = String(request.headers['x-amz-invocation-type'] ?? 'RequestResponse');
  if (request.headers['x-amz-log-type'] === 'Tail') {
    throw new AwsError(
      'InvalidParameterValueException',
      'The embedded Lambda does not support LogType Tail; read the log group instead',
    );
  }
  registry.resolve(reference);
  const payload = (await readBody(request)).toString('utf8') || '{}';
  checkJson(payload);
  if (type === 'DryRun') return { status: 204, body: '' };
  if (type === 'Event') {
    asynchronous.enqueue(reference, payload);
    return { status: 202, body: '' };
  }
  if (type !== 'RequestResponse') {
    throw new AwsError(
      'InvalidParameterValueException',
      `InvocationType is RequestResponse, Event or DryRun, not '${type}'`,
    );
  }
  const result = await invoke(reference, payload);
  const executedVersion = { 'x-amz-executed-version': result.executedVersion };
  return result.kind === 'success'
    ? { status: 200, body: result.payload, headers: executedVersion }
    : {
        status: 200,
        body: result.payload,
        headers: { ...executedVersion, 'x-amz-function-error': 'Unhandled' },
      };
}

function checkJson(payload: string): void {
  try {
    JSON.parse(payload);
  } catch (error) {
    throw new AwsError(
      'InvalidRequestContentException',
      `Could not parse request body into json: ${String(error)}`,
    );
  }
}

function getFunction(options: LambdaApiOptions, version: FunctionVersion): object {
  return {
    Configuration: configuration(options, version),
    Code: { RepositoryType: 'S3', Location: `file://${version.code.directory}` },
  };
}

function configuration(
  { arnOf }: LambdaApiOptions,
  { version, config, code }: FunctionVersion,
): object {
  const arn = arnOf(config.functionName);
  return {
    FunctionName: config.functionName,
    FunctionArn: version === '$LATEST' ? arn : `${arn}:${version}`,
    Runtime: config.runtime,
    Role: config.roleArn,
    Handler: config.handler,
    CodeSize: code.bytes,
    CodeSha256: code.codeSha256,
    Description: config.description,
    Timeout: config.timeoutSeconds,
    MemorySize: config.memoryMb,
    Version: version,
    Environment: { Variables: config.environment },
    LoggingConfig: { LogGroup: config.logGroup, LogFormat: config.logFormat },
    PackageType: 'Zip',
    State: 'Active',
    LastUpdateStatus: 'Successful',
  };
}

function json(value: object): Answer {
  return { status: 200, body: JSON.stringify(value) };
}

function send(response: ServerResponse, context: RequestContext, answer: Answer): void {
  response.writeHead(answer.status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(answer.body),
    'x-amzn-requestid': context.requestId,
    ...answer.headers,
  });
  response.end(answer.body);
}
