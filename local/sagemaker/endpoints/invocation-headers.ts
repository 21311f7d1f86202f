import { type IncomingHttpHeaders } from 'node:http';
import { validationError } from './runtime-errors';

const CUSTOM_ATTRIBUTES = 'x-amzn-sagemaker-custom-attributes';
const INFERENCE_ID = 'x-amzn-sagemaker-inference-id';

/** Headers that ask for endpoints of another kind, by the member that carries them. */
const UNSUPPORTED = {
  'x-amzn-sagemaker-target-model': 'TargetModel (multi-model endpoints)',
  'x-amzn-sagemaker-target-container-hostname': 'TargetContainerHostname (inference pipelines)',
  'x-amzn-sagemaker-inference-component': 'InferenceComponentName',
  'x-amzn-sagemaker-enable-explanations': 'EnableExplanations',
  'x-amzn-sagemaker-session-id': 'SessionId (stateful sessions)',
} as const;

/** At most 1,024 visible US-ASCII characters. Source: API reference, InvokeEndpoint. */
const VALID_ATTRIBUTES = /^[\x20-\x7e]{0,1024}$/;

export interface InvocationHeaders {
  readonly targetVariant: string | undefined;
  /** What the container gets: SageMaker strips all other headers. */
  readonly forwarded: Readonly<Record<string, string>>;
}

/** @throws AwsError ValidationError that names the member */
export function readInvocationHeaders(headers: IncomingHttpHeaders): InvocationHeaders {
  for (const [header, member] of Object.entries(UNSUPPORTED)) {
    if (headers[header] !== undefined) {
      throw validationError(`The embedded SageMaker does not support ${member}.`);
    }
  }
  const attributes = valueOf(headers, CUSTOM_ATTRIBUTES);
  if (attributes !== undefined && !VALID_ATTRIBUTES.test(attributes)) {
    throw validationError(
      "1 validation error detected: Value at 'customAttributes' failed to satisfy constraint: Member must have at most 1024 visible US-ASCII characters",
    );
  }
  const forwarded = ['content-type', 'accept', CUSTOM_ATTRIBUTES, INFERENCE_ID].flatMap((name) => {
    const value = valueOf(headers, name);
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    targetVariant: valueOf(headers, 'x-amzn-sagemaker-target-variant'),
    forwarded: Object.fromEntries(forwarded),
  };
}

/** Headers of the answer to the client, from those of the container's. */
export function replyHeaders(
  container: IncomingHttpHeaders,
  variant: string,
): Readonly<Record<string, string>> {
  const attributes = valueOf(container, CUSTOM_ATTRIBUTES);
  return {
    'content-type': container['content-type'] ?? 'application/octet-stream',
    'x-amzn-invoked-production-variant': variant,
    ...(attributes !== undefined && { [CUSTOM_ATTRIBUTES]: attributes }),
  };
}

function valueOf(headers: IncomingHttpHeaders, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value.join(', ') : value;
}
