import { ARTICLES, PUBLIC_ARTICLES } from '../deployment/elsewhere';
import { type Scenario } from './scenario';
import { deletedDataIn, missingDataIn } from './whole-runs';

/** Data sets in the buckets that `datasetBuckets` names. */
export const elsewhere: readonly Scenario[] = [ARTICLES, PUBLIC_ARTICLES].flatMap((bucket) => [
  missingDataIn(`s3://${bucket}`, `run without data set in ${bucket}`),
  deletedDataIn(bucket, `data set of ${bucket} deleted after planning`),
]);
