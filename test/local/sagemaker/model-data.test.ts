import { modelDataOf } from '../../../local/sagemaker/model-data';

type Source = NonNullable<
  NonNullable<Parameters<typeof modelDataOf>[0]['ModelDataSource']>['S3DataSource']
>;

const source = (more: Partial<Source>) => ({
  ModelDataSource: {
    S3DataSource: {
      S3Uri: 's3://models/m/',
      S3DataType: 'S3Prefix',
      CompressionType: 'None',
      ...more,
    } as const,
  },
});

it.each([
  [{}, { kind: 'none' }],
  [{ ModelDataUrl: '' }, { kind: 'none' }],
  [{ ModelDataUrl: 's3://models/m.tar.gz' }, { kind: 'archive', url: 's3://models/m.tar.gz' }],
  [source({}), { kind: 'files', uri: 's3://models/m/', isPrefix: true }],
  [
    source({ S3DataType: 'S3Object', S3Uri: 's3://models/m' }),
    { kind: 'files', uri: 's3://models/m', isPrefix: false },
  ],
  [
    source({ S3DataType: 'S3Object', S3Uri: 's3://models/m.tgz', CompressionType: 'Gzip' }),
    { kind: 'archive', url: 's3://models/m.tgz' },
  ],
])('%j', (container, expected) => {
  expect(modelDataOf(container)).toEqual(expected);
});

it.each([
  [{ ...source({}), ModelDataUrl: 's3://models/m.tar.gz' }, 'not both'],
  [source({ CompressionType: 'Gzip' }), 'Gzip goes with S3DataType S3Object only'],
  [source({ S3Uri: 's3://models/m' }), 'must end with "/", unlike "s3://models/m"'],
])('refuses %j', (container, named) => {
  expect(() => modelDataOf(container)).toThrow(named);
});
