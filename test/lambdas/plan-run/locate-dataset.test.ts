import { InvalidRunRequest } from '../../../domain/run/errors';
import { locateDataset } from '../../../lambdas/plan-run/locate-dataset';
import { deployment } from '../../support/run-fixtures';

const DEPLOYMENT = deployment({
  datasetBuckets: ['shared-articles'],
  bundledDatasets: ['s3://assets/0123.jsonl'],
});
const locate = (uri: string) => locateDataset(uri, 'dataset.uri', 'data-bucket', DEPLOYMENT);

test.each([
  { uri: 'a/b.jsonl', location: { bucket: 'data-bucket', key: 'a/b.jsonl' } },
  { uri: 's3://data-bucket/a', location: { bucket: 'data-bucket', key: 'a' } },
  { uri: 's3://shared-articles/any/key', location: { bucket: 'shared-articles', key: 'any/key' } },
  { uri: 's3://assets/0123.jsonl', location: { bucket: 'assets', key: '0123.jsonl' } },
])('$uri may be read', ({ uri, location }) => {
  expect(locate(uri)).toEqual(location);
});

test.each(['s3://assets/0124.jsonl', 's3://assets/0123.jsonl/x', 's3://shared-article/x'])(
  '%s may not',
  (uri) => {
    expect(() => locate(uri)).toThrow(InvalidRunRequest);
    expect(() => locate(uri)).toThrow(
      `field 'dataset.uri' is "${uri}"; bucket '${uri.split('/')[2] ?? ''}' is not open to this ` +
        'deployment; valid: data-bucket, shared-articles (more by datasetBuckets in the config)',
    );
  },
);
