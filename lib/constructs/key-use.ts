import { Stack } from 'aws-cdk-lib';
import { type PolicyStatementProps } from 'aws-cdk-lib/aws-iam';
import { type IKey } from 'aws-cdk-lib/aws-kms';
import { type IConstruct } from 'constructs';

export interface KeyUse {
  readonly actions: readonly ('kms:Decrypt' | 'kms:GenerateDataKey')[];
  /** The service that asks KMS on the role's behalf; nobody who holds the role can ask KMS directly. */
  readonly service: 's3' | 'sns' | 'sqs';
}

/** A role's right to a key by way of one service in the stack's region. */
export function keyUse(
  scope: IConstruct,
  key: IKey,
  { service, actions }: KeyUse,
): PolicyStatementProps {
  const { region, urlSuffix } = Stack.of(scope);
  return {
    actions: [...actions],
    resources: [key.keyArn],
    conditions: { StringEquals: { 'kms:ViaService': `${service}.${region}.${urlSuffix}` } },
  };
}
