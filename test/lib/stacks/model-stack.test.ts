import { Match } from 'aws-cdk-lib/assertions';
import * as z from 'zod';
import { type ModelConfig } from '../../../lib/config/schema';
import { rightsOf, VPC } from '../support/event-resources';
import { asText, statementsOf } from '../support/statements';
import { synthesize, testApp, testConfig } from '../support/synthesize';

const NINE_VARIABLES = {
  SAGEMAKER_PROGRAM: 'inference.py',
  SAGEMAKER_SUBMIT_DIRECTORY: '/opt/ml/model/code',
  SAGEMAKER_CONTAINER_LOG_LEVEL: '20',
  SAGEMAKER_MODEL_SERVER_TIMEOUT: '3600',
  ENDPOINT_SERVER_TIMEOUT: '3600',
  MODEL_CACHE_ROOT: '/opt/ml/model',
  SAGEMAKER_ENV: '1',
  TS_DEFAULT_WORKERS_PER_MODEL: '1',
  SAGEMAKER_MODEL_SERVER_WORKERS: '1',
};
const JUMPSTART_KEY =
  'huggingface-infer/prepack/v1.1.2/infer-prepack-huggingface-text2text-flan-t5-large.tar.gz';

type Synthesized = Awaited<ReturnType<typeof synthesize>>;

describe('ModelStack with the default configuration', () => {
  let stacks: Synthesized['stacks'];
  let templates: Synthesized['templates'];
  beforeAll(async () => {
    ({ stacks, templates } = await synthesize(testConfig()));
  });

  it.each(['us-east-1', 'eu-west-1', 'ap-southeast-1'])(
    'deploys flan-t5-large 1.2.2 in %s: image, artefact and nine variables',
    async (region) => {
      const regional = await synthesize(testConfig(undefined, { region }));
      regional.templates.model.hasResourceProperties('AWS::SageMaker::Model', {
        PrimaryContainer: {
          Image: `763104351884.dkr.ecr.${region}.amazonaws.com/huggingface-pytorch-inference:1.13.1-transformers4.26.0-gpu-py39-cu117-ubuntu20.04`,
          ModelDataUrl: `s3://jumpstart-cache-prod-${region}/${JUMPSTART_KEY}`,
          Environment: NINE_VARIABLES,
        },
        EnableNetworkIsolation: true,
        ModelName: Match.stringLikeRegexp('^[a-z0-9](-*[a-z0-9]){0,62}$'),
      });
    },
  );

  it('keeps a replaced model and its role for runs in flight, and those that the stack gives up', () => {
    for (const type of ['AWS::SageMaker::Model', 'AWS::IAM::Role']) {
      templates.model.hasResource(type, {
        UpdateReplacePolicy: 'Retain',
        DeletionPolicy: 'RetainExceptOnCreate',
      });
    }
  });

  it('replaces the role with the model, its policy inside: the old one keeps its rights', async () => {
    const cpu = testConfig().models.map((model) => ({ ...model, instanceType: 'ml.m5.xlarge' }));
    const changed = await synthesize(testConfig(undefined, { models: cpu }));
    const names = [{ stacks, templates }, changed].map((synthesized) => {
      const modelName = synthesized.stacks.model.deployedModels[0]?.modelName ?? '';
      const Path = `/text2text-batch/${modelName}/`;
      synthesized.templates.model.hasResourceProperties('AWS::IAM::Role', { Path });
      return modelName;
    });
    expect(new Set(names).size).toBe(2);
    templates.model.resourceCountIs('AWS::IAM::Policy', 0);
  });

  it('has only properties that its name covers: any other change would meet a name that is taken', () => {
    const [model] = Object.values(templates.model.findResources('AWS::SageMaker::Model'));
    const { PrimaryContainer, ...properties } = z
      .looseObject({ PrimaryContainer: z.looseObject({}) })
      .parse(model?.Properties);
    // The role follows the name, and tags change in place; all else is in the hash of modelNameOf.
    expect(Object.keys(properties).toSorted()).toStrictEqual([
      'EnableNetworkIsolation',
      'ExecutionRoleArn',
      'ModelName',
      'Tags',
    ]);
    expect(Object.keys(PrimaryContainer).toSorted()).toStrictEqual([
      'Environment',
      'Image',
      'ModelDataUrl',
    ]);
  });

  it('names its stack in a tag, so that prune knows whose model it is', () => {
    templates.model.hasResourceProperties('AWS::SageMaker::Model', {
      Tags: Match.arrayWith([{ Key: 'text2text-batch:stack', Value: 'Text2TextBatch-Model' }]),
    });
  });

  it('exports nothing: a replaced model must not be in use by another stack', () => {
    expect(templates.model.toJSON()).not.toHaveProperty('Outputs');
  });

  it('hands the planner literal facts', () => {
    const [model] = Object.values(templates.model.findResources('AWS::SageMaker::Model'));
    expect(stacks.model.deployedModels).toStrictEqual([
      {
        name: 'huggingface-text2text-flan-t5-large',
        modelName: (model?.Properties as { ModelName: string }).ModelName,
        jumpStart: { modelId: 'huggingface-text2text-flan-t5-large', version: '1.2.2' },
        image: expect.stringContaining('gpu') as unknown,
        modelDataUrl: `s3://jumpstart-cache-prod-us-east-1/${JUMPSTART_KEY}`,
        environment: NINE_VARIABLES,
        contract: 'text2text-1.x',
        defaultInstanceType: 'ml.g5.2xlarge',
        supportedInstanceTypes: expect.arrayContaining([
          'ml.g5.2xlarge',
          'ml.g4dn.xlarge',
        ]) as unknown,
      },
    ]);
  });

  it('lets SageMaker use the role for this account only', () => {
    templates.model.hasResourceProperties('AWS::IAM::Role', {
      AssumeRolePolicyDocument: {
        Statement: [
          {
            Action: 'sts:AssumeRole',
            Effect: 'Allow',
            Principal: { Service: 'sagemaker.amazonaws.com' },
            Condition: {
              StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
              ArnLike: {
                'aws:SourceArn': {
                  'Fn::Join': [
                    '',
                    ['arn:aws:sagemaker:us-east-1:', { Ref: 'AWS::AccountId' }, ':*'],
                  ],
                },
              },
            },
          },
        ],
      },
      ManagedPolicyArns: Match.absent(),
    });
  });

  it('allows the role what a transform job does, and nothing else', () => {
    const logs = 'arn:aws:logs:us-east-1:${AWS::AccountId}:log-group:/aws/sagemaker/TransformJobs';
    expect(statementsOf(templates.model)).toStrictEqual([
      {
        actions: ['s3:GetObject'],
        resources: [
          `arn:aws:s3:::jumpstart-cache-prod-us-east-1/${JUMPSTART_KEY}`,
          '${StorageData.Arn}/runs/*/passes/*/input/*',
        ],
        condition: undefined,
      },
      {
        actions: ['s3:AbortMultipartUpload', 's3:PutObject'],
        resources: ['${StorageData.Arn}/runs/*/passes/*/output/*'],
        condition: undefined,
      },
      {
        actions: ['s3:ListBucket'],
        resources: ['${StorageData.Arn}'],
        condition: { StringLikeIfExists: { 's3:prefix': ['runs/*/passes/*/input/*'] } },
      },
      {
        actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
        resources: ['${StorageEncryptionKey.Arn}'],
        condition: {
          StringEquals: {
            'kms:ViaService': { 'Fn::Join': ['', ['s3.us-east-1.', { Ref: 'AWS::URLSuffix' }]] },
          },
        },
      },
      {
        actions: [
          'logs:CreateLogGroup',
          'logs:CreateLogStream',
          'logs:DescribeLogStreams',
          'logs:PutLogEvents',
        ],
        resources: [`${logs}:*`],
        condition: undefined,
      },
      {
        actions: ['cloudwatch:PutMetricData'],
        resources: ['*'],
        condition: { StringEquals: { 'cloudwatch:namespace': '/aws/sagemaker/TransformJobs' } },
      },
      { actions: ['ecr:GetAuthorizationToken'], resources: ['*'], condition: undefined },
      {
        actions: [
          'ecr:BatchCheckLayerAvailability',
          'ecr:BatchGetImage',
          'ecr:GetDownloadUrlForLayer',
        ],
        resources: ['arn:aws:ecr:us-east-1:763104351884:repository/huggingface-pytorch-inference'],
        condition: undefined,
      },
      // For the disks of instances that have no local ones.
      {
        actions: ['kms:DescribeKey'],
        resources: ['${StorageEncryptionKey.Arn}'],
        condition: undefined,
      },
      {
        actions: ['kms:CreateGrant'],
        resources: ['${StorageEncryptionKey.Arn}'],
        condition: { Bool: { 'kms:GrantIsForAWSResource': 'true' } },
      },
    ]);
  });
});

describe('ModelStack in a VPC', () => {
  it('puts the instances of jobs into the subnets, with rights to network interfaces there', async () => {
    const { templates } = await synthesize(testConfig(undefined, { vpc: VPC }));
    templates.model.hasResourceProperties('AWS::SageMaker::Model', {
      VpcConfig: { Subnets: VPC.subnetIds, SecurityGroupIds: VPC.securityGroupIds },
      EnableNetworkIsolation: true,
    });
    const arn = (resource: string) => `arn:aws:ec2:us-east-1:\${AWS::AccountId}:${resource}`;
    const interfaces = arn('network-interface/*');
    const ec2 = rightsOf(templates.model, '').filter((right) => right.startsWith('ec2:'));
    expect(ec2).toStrictEqual([
      `ec2:CreateNetworkInterface on ${interfaces}`,
      `ec2:CreateNetworkInterface on ${arn('security-group/sg-01234567')}`,
      `ec2:CreateNetworkInterface on ${arn('subnet/subnet-01234567')}`,
      `ec2:CreateNetworkInterface on ${arn('subnet/subnet-89abcdef')}`,
      `ec2:CreateNetworkInterfacePermission on ${interfaces}`,
      `ec2:DeleteNetworkInterface on ${interfaces}`,
      `ec2:DeleteNetworkInterfacePermission on ${interfaces}`,
      'ec2:DescribeDhcpOptions on *',
      'ec2:DescribeNetworkInterfaces on *',
      'ec2:DescribeSecurityGroups on *',
      'ec2:DescribeSubnets on *',
      'ec2:DescribeVpcs on *',
    ]);
  });
});

describe('ModelStack with an own artefact', () => {
  it('ships the folder as an asset whose key ends in .tar.gz, as ModelDataUrl must', async () => {
    const app = testApp();
    const { stacks, templates } = await synthesize(testConfig('local'), app);
    const [model] = Object.values(templates.model.findResources('AWS::SageMaker::Model'));
    const { PrimaryContainer } = model?.Properties as {
      PrimaryContainer: { Image: string; ModelDataUrl: unknown };
    };
    const url = asText(PrimaryContainer.ModelDataUrl);
    expect(PrimaryContainer.Image).toBe('embedded/t5-onnx:1');
    expect(url).toMatch(
      /^s3:\/\/cdk-hnb659fds-assets-\$\{AWS::AccountId\}-us-east-1\/[0-9a-f]{64}\.tar\.gz$/,
    );

    const key = url.split('/').at(-1);
    const manifest = app.synth().getStackArtifact(stacks.model.artifactId).dependencies;
    const published = JSON.stringify(
      manifest.map((artifact) => ('contents' in artifact ? artifact.contents : {})),
    );
    expect(published).toContain(`"objectKey":"${key ?? ''}"`);
    expect(published).toMatch(/"path":"asset\.[0-9a-f]{64}\.tar\.gz","packaging":"file"/);
  });

  it('takes a tarball and an image that exist, in another account, and a network when told so', async () => {
    const image = '111122223333.dkr.ecr.us-east-1.amazonaws.com/team/my-t5:3';
    const own: ModelConfig = {
      name: 'my-t5',
      image,
      modelData: { url: 's3://models-of-mine/my-t5/model.tar.gz' },
      environment: { MODE: 'fast' },
      contract: 'text2text-1.x',
      networkIsolation: false,
      instanceType: 'ml.g5.xlarge',
      supportedInstanceTypes: ['ml.g5.2xlarge'],
    };
    const { templates, stacks } = await synthesize(testConfig(undefined, { models: [own] }));
    templates.model.hasResourceProperties('AWS::SageMaker::Model', {
      EnableNetworkIsolation: false,
      PrimaryContainer: {
        Image: image,
        ModelDataUrl: 's3://models-of-mine/my-t5/model.tar.gz',
        Environment: { MODE: 'fast' },
      },
    });
    const resources = statementsOf(templates.model).flatMap((statement) => statement.resources);
    expect(resources).toContain('arn:aws:s3:::models-of-mine/my-t5/model.tar.gz');
    expect(resources).toContain('arn:aws:ecr:us-east-1:111122223333:repository/team/my-t5');
    expect(stacks.model.deployedModels).toMatchObject([
      {
        jumpStart: null,
        contract: 'text2text-1.x',
        defaultInstanceType: 'ml.g5.xlarge',
        supportedInstanceTypes: ['ml.g5.xlarge', 'ml.g5.2xlarge'],
      },
    ]);
  });

  it('lets the role read that one object, and pull no image', async () => {
    const { templates } = await synthesize(testConfig('local'));
    const statements = statementsOf(templates.model);
    const read = statements.find(({ actions }) => actions.includes('s3:GetObject'));
    expect(read?.resources[0]).toMatch(/^arn:aws:s3:::cdk-.*\/[0-9a-f]{64}\.tar\.gz$/);
    expect(statements.flatMap(({ actions }) => actions)).not.toContain('ecr:BatchGetImage');
  });

  it('deletes the model with the stack where the configuration says destroy', async () => {
    const { templates } = await synthesize(testConfig('local'));
    templates.model.hasResource('AWS::SageMaker::Model', {
      UpdateReplacePolicy: 'Retain',
      DeletionPolicy: 'Delete',
    });
  });
});

it('deploys several models, each with a role of its own', async () => {
  const models = [...testConfig().models, ...testConfig('local').models];
  const { templates } = await synthesize(testConfig(undefined, { models }));
  templates.model.resourceCountIs('AWS::SageMaker::Model', 2);
  templates.model.resourceCountIs('AWS::IAM::Role', 2);
});
