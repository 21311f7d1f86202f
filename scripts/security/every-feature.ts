/** An overlay of `config/default.json` that deploys all that a config can ask for, together. */
export const everyFeature = {
  stackPrefix: 'EveryFeature',
  region: 'eu-west-1',
  encryptionKeyArn: 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
  permissionsBoundaryArn: 'arn:aws:iam::111122223333:policy/Boundary',
  vpc: {
    vpcId: 'vpc-0123456789abcdef0',
    subnetIds: ['subnet-0123456789abcdef0', 'subnet-0fedcba9876543210'],
    securityGroupIds: ['sg-0123456789abcdef0'],
    createEndpoints: { routeTableIds: ['rtb-0123456789abcdef0'] },
  },
  models: [
    {
      name: 'huggingface-text2text-flan-t5-large',
      jumpStart: { modelId: 'huggingface-text2text-flan-t5-large', version: '1.*' },
      instanceType: 'ml.g5.2xlarge',
    },
    {
      name: 'own',
      image: '111122223333.dkr.ecr.eu-west-1.amazonaws.com/own-model:1',
      modelData: { url: 's3://example-models/own/model.tar.gz' },
      contract: 'text2text-1.x',
      networkIsolation: false,
      instanceType: 'ml.m5.xlarge',
    },
  ],
  datasetBuckets: [
    { bucketName: 'example-public-articles' },
    {
      bucketName: 'example-articles',
      keyArn: 'arn:aws:kms:eu-west-1:111122223333:key/abcd1234-12ab-34cd-56ef-1234567890ab',
    },
  ],
  endpoint: {
    model: { jumpStart: { modelId: 'huggingface-text2text-flan-t5-large', version: '2.*' } },
    instanceType: 'ml.g5.2xlarge',
  },
  schedules: [{ name: 'nightly', expression: 'cron(0 2 * * ? *)', input: { preset: 'sample' } }],
  notifications: {
    runEmails: ['team@example.com'],
    alarmEmails: ['on-call@example.com'],
  },
};
