import { type RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { keyPolicyStatements } from './key-policy-statements';

export interface EncryptionKeyProps {
  /** An existing key of the same region. Null: one is made, which costs 1 USD a month. */
  readonly keyArn: string | null;
  /** Of a key that is made. Deletion waits 30 days, in which it can be taken back. */
  readonly removalPolicy: RemovalPolicy;
}

/**
 * The one customer-managed key of a deployment. The key that is made rotates every year; the policy
 * of a given one is its owner's, who adds `keyPolicyStatements` to it (`docs/security.md`).
 */
export class EncryptionKey extends Construct {
  readonly key: kms.IKey;

  constructor(scope: Construct, id: string, { keyArn, removalPolicy }: EncryptionKeyProps) {
    super(scope, id);
    if (keyArn !== null) {
      this.key = kms.Key.fromKeyArn(this, 'Key', keyArn);
      return;
    }
    const key = new kms.Key(this, 'Key', {
      description: 'Data, messages and logs of batch text-to-text inference',
      enableKeyRotation: true,
      removalPolicy,
    });
    // Besides the CDK's own statement: the account's IAM policies decide for its principals.
    for (const statement of keyPolicyStatements(Stack.of(this))) {
      key.addToResourcePolicy(statement);
    }
    this.key = key;
  }
}
