import { type EmbeddedAws } from '../../local/embedded-aws';

/** A role that each service may take and that may do everything: for tests that are not about rights. */
export function putAdminRole(aws: EmbeddedAws, name: string): string {
  const arn = `arn:aws:iam::${aws.accountId}:role/${name}`;
  const trustPolicy = {
    Statement: {
      Effect: 'Allow',
      Principal: {
        Service: ['lambda.amazonaws.com', 'sagemaker.amazonaws.com', 'states.amazonaws.com'],
      },
      Action: 'sts:AssumeRole',
    },
  };
  aws.identities.putRole(name, { arn, trustPolicy, managedPolicyArns: [] });
  aws.identities.putInlinePolicy(name, 'everything', {
    Statement: { Effect: 'Allow', Action: '*', Resource: '*' },
  });
  return arn;
}
