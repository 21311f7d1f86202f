import { createHash } from 'node:crypto';
import * as z from 'zod';
import { type EmbeddedServices } from '../embedded-services';
import {
  type ResourceProvider,
  type ResourceRequest,
  booleanProperty,
  defineProvider,
  kept,
} from '../resource-provider';
import { policyDocument } from './policy-document';

const properties = z.strictObject({
  KeyPolicy: policyDocument('resource').optional(),
  Enabled: booleanProperty.default(true),
  Description: kept,
  /** Nothing is encrypted here, so no key rotates, and a deleted one is gone at once. */
  EnableKeyRotation: kept,
  RotationPeriodInDays: kept,
  PendingWindowInDays: kept,
  BypassPolicyLockoutSafetyCheck: kept,
  KeySpec: z.literal('SYMMETRIC_DEFAULT').optional(),
  KeyUsage: z.literal('ENCRYPT_DECRYPT').optional(),
  MultiRegion: z.literal(false).optional(),
  Origin: kept,
  Tags: kept,
});

/** AWS::KMS::Key. Ref gives its id. */
export function keyProvider(services: EmbeddedServices): ResourceProvider {
  const { keys, resourcePolicies, accountId } = services;
  const put = (keyId: string, wanted: z.infer<typeof properties>): string => {
    const { arn } = keys.put(keyId, { enabled: wanted.Enabled });
    resourcePolicies.put(arn, wanted.KeyPolicy ?? defaultPolicy(accountId));
    return arn;
  };
  return defineProvider({
    properties,
    replacedBy: ['KeySpec', 'KeyUsage', 'MultiRegion', 'Origin'],
    create(wanted, request) {
      const KeyId = keyIdOf(request);
      return { physicalId: KeyId, attributes: { Arn: put(KeyId, wanted), KeyId } };
    },
    update(wanted, _, previous) {
      put(previous.physicalId, wanted);
      return previous;
    },
    restore: ({ physicalId }, wanted) => {
      put(physicalId, wanted);
    },
    delete({ physicalId, attributes }) {
      keys.delete(physicalId);
      resourcePolicies.delete(String(attributes.Arn));
    },
  });
}

/** A UUID, the same for the same resource. */
function keyIdOf(request: ResourceRequest): string {
  const digest = createHash('sha256').update(request.physicalName({ maxLength: 255 }));
  const hex = digest.digest('hex');
  const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20)];
  return [...parts, hex.slice(20, 32)].join('-');
}

/** What a key has when nobody says otherwise. Source: KMS Developer Guide, "Default key policy". */
function defaultPolicy(accountId: string): unknown {
  const Principal = { AWS: `arn:aws:iam::${accountId}:root` };
  return {
    Version: '2012-10-17',
    Id: 'key-default-1',
    Statement: [{ Effect: 'Allow', Principal, Action: 'kms:*', Resource: '*' }],
  };
}
