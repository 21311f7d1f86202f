import { Match } from 'aws-cdk-lib/assertions';
import { KEY_ARN, VPC } from './support/event-resources';
import { statementsOf } from './support/statements';
import { synthesize, testConfig } from './support/synthesize';

describe('addStacks', () => {
  it('names three stacks after the prefix, in the config’s region, in the order of deployment', async () => {
    const { stacks } = await synthesize(testConfig('local', { stackPrefix: 'Mine' }));
    const { storage, model, pipeline } = stacks;
    expect([storage, model, pipeline].map((stack) => stack.stackName)).toStrictEqual([
      'Mine-Storage',
      'Mine-Model',
      'Mine-Pipeline',
    ]);
    for (const stack of [storage, model, pipeline]) expect(stack.region).toBe('us-east-1');
    expect(model.dependencies).toContain(storage);
    // Literal names leave the CDK nothing to see this by.
    expect(pipeline.dependencies).toContain(model);
  });

  it('tags what it creates with the deployment', async () => {
    const { templates } = await synthesize(testConfig('local'));
    const properties = {
      Tags: Match.arrayWith([{ Key: 'text2text-batch:deployment', Value: 'Text2TextBatch' }]),
    };
    templates.storage.allResourcesProperties('AWS::S3::Bucket', properties);
    templates.model.allResourcesProperties('AWS::SageMaker::Model', properties);
    templates.pipeline.allResourcesProperties('AWS::Lambda::Function', properties);
  });

  it('deletes nothing that config/default.json deploys and a person may miss', async () => {
    const { templates } = await synthesize(testConfig());
    templates.storage.allResources('AWS::S3::Bucket', { DeletionPolicy: 'Retain' });
    templates.pipeline.allResources('AWS::Logs::LogGroup', { DeletionPolicy: 'Retain' });
  });

  it('synthesizes config/example-prod.json: eu-west-1, a foreign bucket with its key', async () => {
    const config = testConfig('example-prod');
    const { stacks, templates } = await synthesize(config);
    expect(stacks.pipeline.stackName).toBe('Text2TextBatchProd-Pipeline');
    expect(stacks.storage.region).toBe('eu-west-1');
    const foreignKey = config.datasetBuckets[0]?.keyArn ?? '';
    const decrypt = statementsOf(templates.pipeline).filter(({ resources }) =>
      resources.includes(foreignKey),
    );
    // plan-run and prepare-input, which read data sets.
    expect(decrypt.map(({ actions }) => actions)).toStrictEqual([['kms:Decrypt'], ['kms:Decrypt']]);
  });

  it('bounds every role by the policy that the account demands, and none without one', async () => {
    const permissionsBoundaryArn = 'arn:aws:iam::111122223333:policy/Boundary';
    const bounded = await synthesize(testConfig(undefined, { permissionsBoundaryArn }));
    const free = await synthesize(testConfig());
    for (const stack of ['model', 'pipeline'] as const) {
      bounded.templates[stack].allResourcesProperties('AWS::IAM::Role', {
        PermissionsBoundary: permissionsBoundaryArn,
      });
      free.templates[stack].allResourcesProperties('AWS::IAM::Role', {
        PermissionsBoundary: Match.absent(),
      });
    }
  });

  it('puts every function into the VPC, with endpoints where it is told so', async () => {
    const createEndpoints = { routeTableIds: ['rtb-01234567'] };
    const { templates } = await synthesize(
      testConfig(undefined, { vpc: { ...VPC, createEndpoints } }),
    );
    templates.pipeline.allResourcesProperties('AWS::Lambda::Function', {
      VpcConfig: { SubnetIds: VPC.subnetIds, SecurityGroupIds: VPC.securityGroupIds },
    });
    templates.pipeline.resourceCountIs('AWS::EC2::VPCEndpoint', 6);
  });

  it('uses a given key for everything, and makes none', async () => {
    const { templates } = await synthesize(testConfig(undefined, { encryptionKeyArn: KEY_ARN }));
    templates.storage.resourceCountIs('AWS::KMS::Key', 0);
    templates.storage.hasResourceProperties('AWS::S3::Bucket', {
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [
          Match.objectLike({
            ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: KEY_ARN },
          }),
        ],
      },
    });
    const properties = {
      'AWS::SQS::Queue': 'KmsMasterKeyId',
      'AWS::SNS::Topic': 'KmsMasterKeyId',
      'AWS::Logs::LogGroup': 'KmsKeyId',
    };
    for (const [type, property] of Object.entries(properties)) {
      templates.pipeline.allResourcesProperties(type, { [property]: KEY_ARN });
    }
  });

  it('lets no role of another account be borrowed, and passes no role on', async () => {
    const { templates } = await synthesize(testConfig());
    for (const stack of [templates.model, templates.pipeline]) {
      for (const { Properties } of Object.values(stack.findResources('AWS::IAM::Role'))) {
        const trust = JSON.stringify(
          (Properties as { AssumeRolePolicyDocument: unknown }).AssumeRolePolicyDocument,
        );
        // Lambda sends no SourceAccount when it takes a role.
        if (!trust.includes('lambda.amazonaws.com')) expect(trust).toContain('aws:SourceAccount');
      }
      const actions = statementsOf(stack).flatMap((statement) => statement.actions);
      expect(actions).not.toContain('iam:PassRole');
    }
  });
});
