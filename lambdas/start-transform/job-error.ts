import { TransformCapacityUnavailable, TransformJobRefused } from '../../domain/run/errors';
import { type Plan } from '../../domain/run/plan';

/** What CreateTransformJob's refusal means for the run; anything else (throttling ...) stays as it is. */
export function jobError(error: unknown, plan: Plan): unknown {
  if (!(error instanceof Error)) return error;
  const { name, message } = error;
  const { instanceType } = plan.settings.transform;
  // "The account-level service limit '...' is 0 Instances": no waiting will change it.
  if (name === 'ResourceLimitExceeded' && /\bis 0 Instances\b/.test(message)) {
    return new TransformJobRefused(
      `this account may not use ${instanceType}: ${message} Request the quota '${instanceType} for ` +
        "transform job usage' in Service Quotas, or name another transform.instanceType",
      { cause: error },
    );
  }
  if (name === 'ResourceLimitExceeded') {
    return new TransformCapacityUnavailable(
      `SageMaker has no ${instanceType} for this account now: ${message} Request a higher quota ` +
        `'${instanceType} for transform job usage' in Service Quotas, or name another transform.instanceType`,
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
