/**
 * Condition keys that requests here have when AWS's would. A policy with any other is refused: a
 * key that never has a value would make an Allow useless and a Deny harmless, in silence.
 * Sources: IAM User Guide, "AWS global condition context keys"; Service Authorization Reference.
 */
export const conditionKeys: readonly string[] = [
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
  'aws:SourceAccount',
  'aws:SourceArn',
  'aws:TagKeys',
  // Of PutMetricData, which nothing asks for here: no metrics are kept.
  'cloudwatch:namespace',
  'events:detail-type',
  'events:source',
  'iam:PassedToService',
  'kms:CallerAccount',
  'kms:EncryptionContextKeys',
  'kms:GrantIsForAWSResource',
  'kms:ViaService',
  'lambda:FunctionArn',
  'lambda:SourceFunctionArn',
  's3:delimiter',
  's3:max-keys',
  's3:prefix',
  's3:x-amz-server-side-encryption',
  's3:x-amz-server-side-encryption-aws-kms-key-id',
  'sagemaker:TaggingAction',
];

/** Families of keys, each with a name of the user's after the prefix. */
export const conditionKeyFamilies: readonly string[] = [
  'aws:RequestTag/',
  'aws:ResourceTag/',
  'kms:EncryptionContext:',
];

const known = new Set(conditionKeys.map((key) => key.toLowerCase()));
const families = conditionKeyFamilies.map((prefix) => prefix.toLowerCase());

/** Names of keys do not distinguish upper and lower case. */
export function isKnownConditionKey(name: string): boolean {
  const key = name.toLowerCase();
  return (
    known.has(key) ||
    families.some((prefix) => key.startsWith(prefix) && key.length > prefix.length)
  );
}
