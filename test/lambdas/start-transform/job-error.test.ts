import { jobError } from '../../../lambdas/start-transform/job-error';
import { plan } from '../../support/run-fixtures';

const named = (name: string): Error => Object.assign(new Error('what AWS says'), { name });

test.each([
  {
    name: 'ResourceLimitExceeded',
    becomes: 'TransformCapacityUnavailable',
    message: 'SageMaker has no ml.m5.large for this account now: what AWS says',
  },
  {
    name: 'ValidationException',
    becomes: 'TransformJobRefused',
    message: 'SageMaker refuses the transform job: ValidationException: what AWS says',
  },
  {
    name: 'AccessDeniedException',
    becomes: 'TransformJobRefused',
    message: 'SageMaker refuses the transform job: AccessDeniedException: what AWS says',
  },
  {
    name: 'ResourceNotFound',
    becomes: 'TransformJobRefused',
    message: 'SageMaker refuses the transform job: ResourceNotFound: what AWS says',
  },
])('$name becomes $becomes', ({ name, becomes, message }) => {
  const error = named(name);
  expect(jobError(error, plan())).toMatchObject({
    name: becomes,
    message: expect.stringContaining(message) as string,
    cause: error,
  });
});

test.each([named('ThrottlingException'), named('TimeoutError'), 'no error at all'])(
  '%s stays as it is, for the retries',
  (error) => {
    expect(jobError(error, plan())).toBe(error);
  },
);
