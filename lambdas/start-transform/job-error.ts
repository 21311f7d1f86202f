import { TransformCapacityUnavailable, TransformJobRefused } from '../../domain/run/errors';
import { type Plan } from '../../domain/run/plan';

/** What CreateTransformJob's refusal means for the run; anything else (throttling ...) stays as it is. */
export function jobError(error: unknown, plan: Plan): unknown {
  if (!(error instanceof Error)) return error;
  const { name, message } = error;
  if (name === 'ResourceLimitExceeded') {
    return new TransformCapacityUnavailable(
      `SageMaker has no ${plan.settings.transform.instanceType} for this account now: ${message} ` +
        "Request the quota '<type> for transform job usage' in Service Quotas, or name another transform.instanceType",
      { cause: error },
    );
  }
  if (
    name === 'ValidationException' ||
    name === 'AccessDeniedException' ||
    name === 'ResourceNotFound'
  ) {
    return new TransformJobRefused(`SageMaker refuses the transform job: ${name}: ${message}`, {
      cause: error,
    });
  }
  return error;
}
