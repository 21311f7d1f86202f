/**
 * - `accepted`: the rule is right in general, and something here is better than what it asks for.
 * - `not applicable`: it asks for what cannot be, or is there in another form that it does not see.
 * - `up to you`: it costs something that not every deployment is worth; the text says how to have it.
 */
export type Stand = 'accepted' | 'not applicable' | 'up to you';

export interface RulePosition {
  readonly stand: Stand;
  readonly because: string;
}

/** What we say to each rule of HIPAA.Security and NIST.800-53.R5 that finds something. */
export const RULE_POSITIONS: Readonly<Record<string, RulePosition>> = {
  S3BucketReplicationEnabled: {
    stand: 'up to you',
    because:
      'It needs a bucket in a second region and doubles what storage costs. Data sets are copies, and ' +
      'a run can be repeated. The data bucket is versioned, as replication demands: add a rule to it ' +
      'in the console, or to `BatchTextToText.dataBucket` in your own application.',
  },
  S3BucketVersioningEnabled: {
    stand: 'accepted',
    because:
      'Only the bucket of access logs has no versions: S3 writes each log once, under a name of its ' +
      'own, and nobody else may write there. The data bucket has versions.',
  },
  S3DefaultEncryptionKMS: {
    stand: 'not applicable',
    because:
      'Only the bucket of access logs is without a KMS key: S3 delivers them to buckets with S3-managed ' +
      'keys and to no others. They hold keys of objects and callers, no texts.',
  },
  IAMNoInlinePolicy: {
    stand: 'accepted',
    because:
      'Each policy is of one role, comes with it and goes with it. A managed policy could be attached ' +
      'to another role, and would then mean something else.',
  },
  LambdaConcurrency: {
    stand: 'accepted',
    because:
      "A reserved share is taken from the account's 1,000 for good. The state machine bounds what runs " +
      'at once, 10 parts and 40 shards, and retries what was throttled.',
  },
  LambdaDLQ: {
    stand: 'not applicable',
    because:
      'Functions that are called by events have an on-failure destination, which AWS recommends over a ' +
      'dead-letter queue, since it also says what failed. The others are called by the state machine, ' +
      'which waits for them and handles their errors.',
  },
  LambdaInsideVPC: {
    stand: 'up to you',
    because:
      'The functions call AWS by TLS and nothing else, and listen to no network. `vpc` in the ' +
      'configuration puts functions and models into subnets of yours, which bounds where they could ' +
      'connect to; it costs VPC endpoints by the hour.',
  },
  SageMakerEndpointConfigurationKMSKeyConfigured: {
    stand: 'not applicable',
    because:
      'It finds endpoints on instance types with local disks, such as ml.g5, which the instance encrypts ' +
      "itself: SageMaker refuses a key for them. On other types the deployment's key encrypts the volume.",
  },
};
