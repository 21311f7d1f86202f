/**
 * Condition keys that requests here have when AWS's would. A policy with any other is refused: a
 * key that never has a value would make an Allow useless and a Deny harmless, in silence.
 * Sources: IAM User Guide, "AWS global condition context keys"; Service Authorization Reference.
 */
const KEYS: readonly string[] = [
  // Of the caller and the request, known to the evaluator itself.
  'aws:CurrentTime',
  'aws:EpochTime',
  'aws:PrincipalAccount',
  'aws:PrincipalArn',
  'aws:PrincipalIsAWSService',
  'aws:PrincipalServiceName',
  'aws:PrincipalType',
  'aws:RequestedRegion',
  'aws:ResourceAccount',
  'aws:SecureTransport',
  'aws:SourceIp',
  'aws:userid',
  'aws:ViaAWSService',
  's3:TlsVersion',
  // Of one call, which the called service gives.
  'aws:CalledVia',
  'aws:CalledViaFirst',
  'aws:CalledViaLast',
  'aws:SourceAccount',
  'aws:SourceArn',
  'aws:TagKeys',
  'cloudwatch:namespace',
  'events:detail-type',
  'events:source',
  'iam:AssociatedResourceArn',
  'iam:PassedToService',
  'kms:CallerAccount',
  'kms:EncryptionContextKeys',
  'kms:GrantIsForAWSResource',
  'kms:ViaService',
  'lambda:FunctionArn',
  's3:delimiter',
  's3:max-keys',
  's3:prefix',
  's3:x-amz-server-side-encryption',
  's3:x-amz-server-side-encryption-aws-kms-key-id',
  'sagemaker:TaggingAction',
];

/** Families of keys, each with a name of the user's after the prefix. */
const FAMILIES: readonly string[] = [
  'aws:RequestTag/',
  'aws:ResourceTag/',
  'kms:EncryptionContext:',
  's3:ExistingObjectTag/',
  's3:RequestObjectTag/',
];

const known = new Set(KEYS.map((key) => key.toLowerCase()));
const families = FAMILIES.map((prefix) => prefix.toLowerCase());

/** Names of keys do not distinguish upper and lower case. */
export function isKnownConditionKey(name: string): boolean {
  const key = name.toLowerCase();
  return (
    known.has(key) ||
    families.some((prefix) => key.startsWith(prefix) && key.length > prefix.length)
  );
}
