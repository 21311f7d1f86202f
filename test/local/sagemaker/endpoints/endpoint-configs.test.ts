import {
  CreateEndpointConfigCommand,
  DeleteEndpointConfigCommand,
  DescribeEndpointConfigCommand,
  ListEndpointConfigsCommand,
  ListTagsCommand,
} from '@aws-sdk/client-sagemaker';
import { ACCOUNT, REGION } from '../sagemaker-harness';
import { type EndpointsHarness, startEndpointsHarness, variant } from './endpoints-harness';

let harness: EndpointsHarness;

beforeAll(async () => {
  harness = await startEndpointsHarness();
});

afterAll(async () => harness.close());

const arnOf = (kind: string, name: string): string =>
  `arn:aws:sagemaker:${REGION}:${ACCOUNT}:${kind}/${name}`;

test('a configuration is described as it was created, with its defaults and tags', async () => {
  const Tags = [{ Key: 'team', Value: 'texts' }];
  const wanted = variant({ ContainerStartupHealthCheckTimeoutInSeconds: 3600, VolumeSizeInGB: 64 });
  const { EndpointConfigArn } = await harness.createConfig('whole', [wanted], { Tags });
  expect(EndpointConfigArn).toBe(arnOf('endpoint-config', 'whole'));
  const described = await harness.sagemaker.send(
    new DescribeEndpointConfigCommand({ EndpointConfigName: 'whole' }),
  );
  expect(described).toMatchObject({
    EndpointConfigName: 'whole',
    EndpointConfigArn,
    ProductionVariants: [{ ...wanted, InitialVariantWeight: 1 }],
    CreationTime: expect.any(Date) as Date,
  });
  const tags = await harness.sagemaker.send(
    new ListTagsCommand({ ResourceArn: EndpointConfigArn }),
  );
  expect(tags.Tags).toEqual(Tags);
});

test.each<[string, object, string]>([
  ['no variant', { ProductionVariants: [] }, "at 'productionVariants' failed to satisfy"],
  [
    'eleven variants',
    { ProductionVariants: Array.from({ length: 11 }, (_, i) => variant({ VariantName: `v${i}` })) },
    'Member must have length less than or equal to 10',
  ],
  [
    'a name with an underscore',
    { EndpointConfigName: 'a_b' },
    "Value 'a_b' at 'endpointConfigName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}",
  ],
  [
    'a health check below a minute',
    { ProductionVariants: [variant({ ContainerStartupHealthCheckTimeoutInSeconds: 59 })] },
    "Value '59' at 'productionVariants.1.member.containerStartupHealthCheckTimeoutInSeconds' failed to satisfy constraint: Member must have value greater than or equal to 60",
  ],
  [
    'a download of more than an hour',
    { ProductionVariants: [variant({ ModelDataDownloadTimeoutInSeconds: 3601 })] },
    'Member must have value less than or equal to 3600',
  ],
  [
    'an instance type that does not exist',
    { ProductionVariants: [{ ...variant(), InstanceType: 'ml.huge' }] },
    'Member must satisfy enum value set: [',
  ],
  [
    'a model that does not exist',
    { ProductionVariants: [variant({ ModelName: 'nobody' })] },
    `Could not find model "${arnOf('model', 'nobody')}".`,
  ],
  [
    'two variants of one name',
    { ProductionVariants: [variant(), variant()] },
    'Two ProductionVariants have the VariantName "AllTraffic".',
  ],
  [
    'a variant without instances',
    { ProductionVariants: [{ VariantName: 'AllTraffic', ModelName: 'model' }] },
    'InstanceType must be given for the production variant "AllTraffic".',
  ],
  [
    'a serverless variant',
    {
      ProductionVariants: [
        variant({ ServerlessConfig: { MemorySizeInMB: 1024, MaxConcurrency: 1 } }),
      ],
    },
    'does not support ServerlessConfig',
  ],
  [
    'data capture',
    {
      DataCaptureConfig: {
        EnableCapture: true,
        InitialSamplingPercentage: 1,
        DestinationS3Uri: 's3://bucket/captured',
        CaptureOptions: [],
      },
    },
    'does not support DataCaptureConfig',
  ],
])('%s is refused', async (_, more, message) => {
  const create = harness.sagemaker.send(
    new CreateEndpointConfigCommand({
      EndpointConfigName: 'refused',
      ProductionVariants: [variant()],
      ...more,
    }),
  );
  await expect(create).rejects.toMatchObject({
    name: 'ValidationException',
    message: expect.stringContaining(message) as string,
  });
});

test('a name is used once at a time, and free after the deletion', async () => {
  await harness.createConfig('once');
  const arn = arnOf('endpoint-config', 'once');
  await expect(harness.createConfig('once')).rejects.toMatchObject({
    name: 'ValidationException',
    message: `Cannot create already existing endpoint configuration "${arn}".`,
  });
  const command = new DeleteEndpointConfigCommand({ EndpointConfigName: 'once' });
  await harness.sagemaker.send(command);
  await expect(harness.sagemaker.send(command)).rejects.toMatchObject({
    name: 'ValidationException',
    message: `Could not find endpoint configuration "${arn}".`,
  });
  await harness.createConfig('once');
});

test('configurations are listed by name', async () => {
  await harness.createConfig('listed-b');
  await harness.createConfig('listed-a');
  const { EndpointConfigs } = await harness.sagemaker.send(
    new ListEndpointConfigsCommand({
      NameContains: 'listed',
      SortBy: 'Name',
      SortOrder: 'Ascending',
    }),
  );
  expect(EndpointConfigs?.map(({ EndpointConfigName }) => EndpointConfigName)).toEqual([
    'listed-a',
    'listed-b',
  ]);
});
