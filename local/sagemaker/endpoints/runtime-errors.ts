import { AwsError } from '../../gateway/aws-error';

/** API reference, InvokeEndpoint: the input was refused before it reached a container. */
export function validationError(message: string): AwsError {
  return new AwsError('ValidationError', message);
}

/** Errors that are the service's own, as its clients see them: an empty message travels as null. */
const SERVICE_ERRORS: Readonly<Record<string, { status: number; message: string }>> = {
  ThrottlingException: { status: 400, message: '' },
  ModelNotReadyException: {
    status: 429,
    message: 'The model is not ready for inference yet. Wait and try again.',
  },
  ServiceUnavailable: {
    status: 503,
    message:
      'A transient exception occurred while retrieving variant instances. Please try again later.',
  },
  InternalFailure: { status: 500, message: 'An internal failure occurred.' },
  InternalDependencyException: {
    status: 530,
    message:
      'Your request caused an exception with an internal dependency. Contact customer support.',
  },
};

/** The service's own error of that name; InternalFailure for a name that InvokeEndpoint does not have. */
export function serviceError(name: string): AwsError {
  const error = SERVICE_ERRORS[name];
  if (error) return new AwsError(name, error.message, error.status);
  return new AwsError('InternalFailure', `InvokeEndpoint has no error '${name}'.`, 500);
}
