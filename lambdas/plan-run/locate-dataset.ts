import { type Deployment } from '../../domain/run/deployment';
import { InvalidRunRequest } from '../../domain/run/errors';
import { nearestName } from '../../domain/run/nearest-name';
import { type ObjectLocation, parseObjectUri } from '../../domain/run/s3-uri';

/**
 * Where an object of the request lies, if the deployment may read it: in the data bucket, in one of
 * `datasetBuckets`, or as exactly one of the objects that came with the deployment.
 *
 * @param field of the request, for the message
 * @throws InvalidRunRequest naming the buckets that are open
 */
export function locateDataset(
  uri: string,
  field: string,
  dataBucket: string,
  { datasetBuckets, bundledDatasets }: Deployment,
): ObjectLocation {
  const location = parseObjectUri(uri, dataBucket);
  const open = [dataBucket, ...datasetBuckets];
  if (open.includes(location.bucket) || bundledDatasets.includes(uri)) return location;
  const near = nearestName(location.bucket, open);
  throw new InvalidRunRequest(
    `field '${field}' is ${JSON.stringify(uri)}; bucket '${location.bucket}' is not open to this ` +
      `deployment; valid: ${open.join(', ')} (more by datasetBuckets in the config)` +
      (near === undefined ? '' : `. Did you mean '${near}'?`),
  );
}
