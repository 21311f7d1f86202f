import { objectUri, parseObjectUri } from '../../../domain/run/s3-uri';

test.each([
  { uri: 's3://bucket/a/b.jsonl', location: { bucket: 'bucket', key: 'a/b.jsonl' } },
  { uri: 's3://my.bucket-1/ไทย é.jsonl', location: { bucket: 'my.bucket-1', key: 'ไทย é.jsonl' } },
  { uri: 's3://bucket/a//b?c#d', location: { bucket: 'bucket', key: 'a//b?c#d' } },
  { uri: 'a/b.jsonl', location: { bucket: 'default', key: 'a/b.jsonl' } },
])('$uri', ({ uri, location }) => {
  expect(parseObjectUri(uri, 'default')).toEqual(location);
  expect(parseObjectUri(objectUri(location), 'other')).toEqual(location);
});
