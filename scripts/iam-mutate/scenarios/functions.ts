import * as z from 'zod';
import { type Application } from '../../runbook/application';

const functionList = z.object({ Functions: z.array(z.object({ FunctionName: z.string() })) });

/** Names of the functions that the pattern is about: CloudFormation cuts names, `PipelineFunctionsStopTransf`. */
export async function functionsLike({ aws }: Application, wanted: RegExp): Promise<string[]> {
  const answer = await callLambda(aws.endpoint, 'GET', '/2015-03-31/functions/');
  const { Functions } = functionList.parse(await answer.json());
  return Functions.map(({ FunctionName }) => FunctionName).filter((name) => wanted.test(name));
}

/** As events do: Lambda answers at once, and tries again by itself. */
export async function invokeLater({ aws }: Application, name: string): Promise<void> {
  await callLambda(aws.endpoint, 'POST', invocationsOf(name), { body: '{}', type: 'Event' });
}

/** As the state machine does. @returns what the function answered, or its error */
export async function invoke(
  application: Application,
  wanted: RegExp,
  payload: object,
): Promise<string> {
  const [name = ''] = await functionsLike(application, wanted);
  const answer = await callLambda(application.aws.endpoint, 'POST', invocationsOf(name), {
    body: JSON.stringify(payload),
    type: 'RequestResponse',
  });
  return answer.text();
}

function invocationsOf(name: string): string {
  return `/2015-03-31/functions/${name}/invocations`;
}

/** Who signs, and for what, is all that the gateway reads of a signature. */
function callLambda(
  endpoint: string,
  method: string,
  path: string,
  invocation?: { readonly body: string; readonly type: string },
): Promise<Response> {
  return fetch(`${endpoint}${path}`, {
    method,
    headers: {
      authorization: 'AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/lambda/aws4_request',
      ...(invocation && { 'x-amz-invocation-type': invocation.type }),
    },
    ...(invocation && { body: invocation.body }),
  });
}
