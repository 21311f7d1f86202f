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

async function post(
  url: string,
  body: string,
  headers: Readonly<Record<string, string>>,
): Promise<Response> {
  try {
    return await fetch(url, { method: 'POST', body, headers });
  } catch (cause) {
    const reason = cause instanceof Error && cause.cause ? cause.cause : cause;
    throw new AwsError('ServiceUnavailable', `SageMaker at ${url}: ${String(reason)}`, 503);
  }
}
