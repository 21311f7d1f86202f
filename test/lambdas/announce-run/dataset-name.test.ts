import fc from 'fast-check';
import { datasetName } from '../../../lambdas/announce-run/dataset-name';

test.each([
  { uri: 's3://data-bucket/datasets/test.jsonl', limit: null, name: 'datasets/test.jsonl' },
  { uri: 's3://other/test.jsonl', limit: null, name: 's3://other/test.jsonl' },
  {
    uri: 's3://data-bucket/datasets/test.jsonl',
    limit: 100,
    name: 'datasets/test.jsonl (first 100)',
  },
  {
    uri: 's3://data-bucket/uploads/run-20260131-100000-123/dataset/test.jsonl',
    limit: null,
    name: 'uploads/test.jsonl',
  },
  {
    uri: 's3://data-bucket/datasets/Größe 😀.jsonl',
    limit: null,
    name: 'datasets/Gr%C3%B6%C3%9Fe%20%F0%9F%98%80.jsonl',
  },
])('$uri, limit $limit, is $name', ({ uri, limit, name }) => {
  expect(datasetName(uri, limit, 'data-bucket')).toBe(name);
});

test('whatever the location, the name is one that CloudWatch takes', () => {
  // Also halves of characters, which have no UTF-8.
  const part = fc.string({
    unit: fc.integer({ min: 1, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
    minLength: 1,
  });
  fc.assert(
    fc.property(
      part,
      fc.integer({ min: 1, max: 300 }),
      fc.option(fc.integer({ min: 1 })),
      (key, times, limit) => {
        expect(datasetName(`s3://data-bucket/${key.repeat(times)}`, limit, 'data-bucket')).toMatch(
          /^[\x20-\x7E]{1,1024}$/,
        );
      },
    ),
  );
});
