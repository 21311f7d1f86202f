/** Makes the ARN of a resource of this account and region. */
export type ArnMaker = (kind: 'model' | 'transform-job', name: string) => string;

export function arnMaker(region: string, accountId: string): ArnMaker {
  return (kind, name) => `arn:aws:sagemaker:${region}:${accountId}:${kind}/${name}`;
}
