/**
 * Whether it is one of the roles that `cdk bootstrap` makes, under any qualifier: the CDK's command
 * line assumes them. They exist here without a bootstrap, and administer the account.
 * Source: CDK Developer Guide, "Bootstrap template", `cdk-QUALIFIER-PURPOSE-role-ACCOUNT-REGION`.
 */
export function isBootstrapRole(roleArn: string, accountId: string): boolean {
  const purposes = 'deploy|file-publishing|image-publishing|lookup|cfn-exec';
  const name = `cdk-[a-z0-9]{1,10}-(?:${purposes})-role-${accountId}-[a-z0-9-]+`;
  return new RegExp(`^arn:aws:iam::${accountId}:role/${name}$`).test(roleArn);
}
