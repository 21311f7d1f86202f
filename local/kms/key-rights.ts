import { AwsError } from '../gateway/aws-error';
import { type Place, type Right } from '../iam/rights';
import { type Key, type Keys } from './keys';

/** The keys of an account, for a service that encrypts with them. */
export interface KeyRing extends Place {
  /** Undefined for a service that stands alone: no right on a key is asked for. */
  readonly keys?: Keys | undefined;
}

export interface KeyUse {
  /** The service that calls KMS, as `kms:ViaService` names it. */
  readonly service: 's3' | 'sns' | 'sqs';
  /** Id, ARN or alias; undefined where the service's own keys do. */
  readonly key: string | undefined;
  readonly actions: readonly ('Decrypt' | 'GenerateDataKey')[];
  readonly encryptionContext: Readonly<Record<string, string>>;
}

/**
 * The rights on a key that a call takes besides its own: the service uses the key on the caller's
 * behalf. Source: KMS Developer Guide, "kms:ViaService", "How AWS services use AWS KMS".
 * @throws AwsError KMS.NotFoundException, KMS.DisabledException
 */
export function keyRights(ring: KeyRing, use: KeyUse): readonly Right[] {
  const { keys, region, accountId } = ring;
  if (use.key === undefined || use.key === '' || !keys) return [];
  const managed = /(?:^|:)(alias\/aws\/[a-z0-9]+)$/.exec(use.key)?.[1];
  const resource = managed
    ? `arn:aws:kms:${region}:${accountId}:${managed}`
    : usable(keys.find(use.key), use.key).arn;
  const context = {
    'kms:viaservice': `${use.service}.${region}.amazonaws.com`,
    'kms:encryptioncontextkeys': Object.keys(use.encryptionContext),
    ...Object.fromEntries(
      Object.entries(use.encryptionContext).map(([key, value]) => [
        `kms:encryptioncontext:${key}`,
        value,
      ]),
    ),
  };
  return use.actions.map((action) => ({
    action: `kms:${action}`,
    resource,
    context,
    ...(managed && {
      resourcePolicy: { resourceArn: resource, document: managedKeyPolicy(accountId) },
    }),
  }));
}

function usable(key: Key | undefined, reference: string): Key {
  if (!key) throw new AwsError('KMS.NotFoundException', `Key '${reference}' does not exist`);
  if (!key.enabled) throw new AwsError('KMS.DisabledException', `${key.arn} is disabled.`);
  return key;
}

/**
 * Everybody of the account may use AWS's own key of a service, through that service; another
 * service, which belongs to no account, may not. Source: KMS Developer Guide, "AWS managed keys".
 */
function managedKeyPolicy(accountId: string): object {
  return {
    Version: '2012-10-17',
    Statement: {
      Effect: 'Allow',
      Principal: '*',
      Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
      Resource: '*',
      Condition: { StringEquals: { 'aws:PrincipalAccount': accountId } },
    },
  };
}
