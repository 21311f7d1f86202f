import { AccessDeniedError, isAccessDenied } from '../../../../local/iam/evaluation/access-denied';
import { KEY, OBJECT, SESSION, roleCaller } from './fixtures';

const denied = (
  action: string,
  resource = '*',
  context: Record<string, string> = {},
): AccessDeniedError =>
  new AccessDeniedError({ caller: roleCaller, action, resource, context }, SESSION, {
    kind: 'implicit',
    layer: 'identity',
  });

it.each([
  ['s3:GetObject', 'AccessDenied'],
  ['sqs:SendMessage', 'AccessDenied'],
  ['sns:Publish', 'AuthorizationError'],
  ['sagemaker:DescribeTransformJob', 'AccessDeniedException'],
  ['lambda:InvokeFunction', 'AccessDeniedException'],
  ['kms:Decrypt', 'AccessDeniedException'],
])('%s is denied under the name that its service uses: %s', (action, code) => {
  expect(denied(action, OBJECT)).toMatchObject({ name: code, code, statusCode: 403 });
});

it('a key is denied under the name of the service that uses it', () => {
  const via = (service: string): string =>
    denied('kms:Decrypt', KEY, { 'kms:viaservice': `${service}.us-east-1.amazonaws.com` }).code;
  expect(via('s3')).toBe('AccessDenied');
  expect(via('sagemaker')).toBe('AccessDeniedException');
});

it('is told from other errors', () => {
  expect(isAccessDenied(denied('s3:GetObject'))).toBe(true);
  expect(isAccessDenied(new Error('AccessDenied'))).toBe(false);
});
