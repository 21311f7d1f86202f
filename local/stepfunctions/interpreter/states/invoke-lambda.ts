import { randomUUID } from 'node:crypto';
import { AwsError } from '../../../gateway/aws-error';
import { type Invocation, type InvokeFunction } from '../../../lambda/invoke';
import { type Json, parseJson } from '../../json';
import { StateError } from '../errors';
import { type TaskCall } from './task-calls';

/** The task's result. @throws StateError with the function's error, or Lambda's */
export async function invokeLambda(
  invokeFunction: InvokeFunction,
  { functionName, payload, envelope }: TaskCall,
): Promise<Json> {
  let invocation: Invocation;
  try {
    invocation = await invokeFunction(functionName, payload.text);
  } catch (error) {
    throw fromLambda(error);
  }
  if (invocation.kind === 'error') {
    throw new StateError(invocation.errorType, invocation.payload);
  }
  const result = parseJson(invocation.payload);
  return envelope ? asInvokeAnswer(result, invocation.executedVersion) : result;
}

/** An error of Lambda's API -> `Lambda.<Code>`, with AWS's sentence about the call behind it. */
function fromLambda(error: unknown): StateError {
  if (!(error instanceof AwsError)) {
    return new StateError('Lambda.Unknown', error instanceof Error ? error.message : String(error));
  }
  // Step Functions reports a denial under the service's general name.
  const name = error.code === 'AccessDeniedException' ? 'AWSLambdaException' : error.code;
  return new StateError(
    `Lambda.${name}`,
    `${error.message} (Service: Lambda, Status Code: ${error.statusCode}, Request ID: ${randomUUID()})`,
  );
}

function asInvokeAnswer(result: Json, version: string): Json {
  const headers = { 'Content-Type': 'application/json', 'X-Amz-Executed-Version': version };
  return {
    ExecutedVersion: version,
    Payload: result,
    SdkHttpMetadata: {
      AllHttpHeaders: Object.fromEntries(
        Object.entries(headers).map(([name, value]) => [name, [value]]),
      ),
      HttpHeaders: headers,
      HttpStatusCode: 200,
    },
    SdkResponseMetadata: { RequestId: randomUUID() },
    StatusCode: 200,
  };
}
