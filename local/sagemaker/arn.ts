export type ResourceKind = 'model' | 'transform-job' | 'endpoint-config' | 'endpoint';

/** Makes the ARN of a resource of this account and region. */
export type ArnMaker = (kind: ResourceKind, name: string) => string;

export function arnMaker(region: string, accountId: string): ArnMaker {
  return (kind, name) => `arn:aws:sagemaker:${region}:${accountId}:${kind}/${name}`;
}
