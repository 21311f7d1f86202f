/** Of a dimension's value. Source: CloudWatch API, `Dimension`: 1 .. 1,024 ASCII characters. */
const MAX_VALUE = 1024;

/**
 * A data set as a dimension of metrics: runs over the same data must share it, since each new value
 * is a custom metric of its own, billed by the month. `t2t run --dataset` uploads into a folder of
 * the run, which is left out; the first records of a data set are another data set.
 */
export function datasetName(uri: string, limit: number | null, dataBucket: string): string {
  const own = `s3://${dataBucket}/`;
  const key = uri.startsWith(own) ? uri.slice(own.length) : uri;
  const name = key.replace(/^uploads\/[^/]+\/dataset\//, 'uploads/');
  const suffix = limit === null ? '' : ` (first ${limit})`;
  return (
    encodeURI(name.replace(/\p{Surrogate}/gu, '_')).slice(0, MAX_VALUE - suffix.length) + suffix
  );
}
