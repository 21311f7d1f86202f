import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod';
import { AwsError } from '../gateway/aws-error';
import { type SageMakerApi } from '../sagemaker/sagemaker-api';
import { type RemotePlace } from './remote-place';

const output = z.record(z.string(), z.unknown());
const failure = z.looseObject({ __type: z.string(), message: z.string().optional() });

/**
 * SageMaker of another process, for CloudFormation: requests are handed on as the template has them,
 * so that SageMaker itself says what it does not take. Nothing but an embedded AWS is known to have
 * SageMaker, and that reads the credential scope only, so the signature is left empty.
 */
export function remoteSageMaker({ endpoint, region }: RemotePlace): SageMakerApi {
  const scope = `local/20260101/${region}/sagemaker/aws4_request`;
  const headers = {
    'content-type': 'application/x-amz-json-1.1',
    authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=`,
  };
  return {
    async call(operation, input) {
      const answer = await post(endpoint, JSON.stringify(input), {
        ...headers,
        'x-amz-target': `SageMaker.${operation}`,
      });
      if (answer.ok) return output.parse(await answer.json());
      const { __type: code, message = '' } = failure.parse(await answer.json());
      throw new AwsError(code.slice(code.lastIndexOf('#') + 1), message, answer.status);
    },
  };
}

/** A process that starts, or starts again, is there within seconds. */
const MOST_ATTEMPTS = 10;
const BETWEEN_ATTEMPTS_MS = 500;
/** CreateModel looks at the artefact; all else is answered at once. */
const ANSWER_TIMEOUT_MS = 60_000;

async function post(
  url: string,
  body: string,
  headers: Readonly<Record<string, string>>,
): Promise<Response> {
  for (let attempt = 1; ; attempt += 1) {
    const signal = AbortSignal.timeout(ANSWER_TIMEOUT_MS);
    const answer = await fetch(url, { method: 'POST', body, headers, signal }).catch(toError);
    const isDown = answer instanceof Error || answer.status === 503;
    if (isDown && attempt < MOST_ATTEMPTS) await pause(BETWEEN_ATTEMPTS_MS);
    else if (answer instanceof Error) {
      const reason = answer.cause instanceof Error ? answer.cause.message : answer.message;
      throw new AwsError('ServiceUnavailable', `SageMaker is to be at ${url}: ${reason}`, 503);
    } else return answer;
  }
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
