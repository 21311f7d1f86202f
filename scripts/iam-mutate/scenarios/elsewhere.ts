import { ARTICLES, PUBLIC_ARTICLES } from '../deployment/elsewhere';
import { type Scenario } from './scenario';
import { deletedDataIn, missingDataIn } from './whole-runs';

/** The buckets that `datasetBuckets` names. */
const BUCKETS = [ARTICLES, PUBLIC_ARTICLES];

export const missingElsewhere: readonly Scenario[] = BUCKETS.map((bucket) =>
  missingDataIn(`s3://${bucket}`, `run without data set in ${bucket}`),
);

export const deletedElsewhere: readonly Scenario[] = BUCKETS.map((bucket) =>
  deletedDataIn(bucket, `data set of ${bucket} deleted after planning`),
);
