import { Aws } from 'aws-cdk-lib';
import { type PolicyStatementProps } from 'aws-cdk-lib/aws-iam';
import { type IKey } from 'aws-cdk-lib/aws-kms';

export interface KeyUse {
  readonly actions: readonly ('kms:Decrypt' | 'kms:GenerateDataKey')[];
  /** The service that asks KMS on the role's behalf: whoever holds the role cannot ask KMS directly. */
  readonly service: 's3' | 'sns' | 'sqs';
}

/** A role's right to use a key by way of one service in the key's region. */
export function keyUse(key: IKey, { service, actions }: KeyUse): PolicyStatementProps {
  return {
    actions: [...actions],
    resources: [key.keyArn],
    conditions: {
      StringEquals: { 'kms:ViaService': `${service}.${key.env.region}.${Aws.URL_SUFFIX}` },
    },
  };
}
