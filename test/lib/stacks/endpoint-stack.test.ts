import { Match, Template } from 'aws-cdk-lib/assertions';
import { addStacks } from '../../../lib/add-stacks';
import { type DeploymentConfig, type EndpointConfig } from '../../../lib/config/schema';
import { prepareModels } from '../../../lib/models/prepare-models';
import { endpointSpecSchema } from '../../../domain/realtime/endpoint-spec';
import { VPC } from '../support/event-resources';
import { asText, statementsOf } from '../support/statements';
import { ROOT, testApp, testConfig } from '../support/synthesize';

const ENDPOINT: EndpointConfig = {
  model: 'huggingface-text2text-flan-t5-large',
  instanceType: 'ml.p3.2xlarge',
  initialInstanceCount: 1,
  minInstanceCount: 1,
  maxInstanceCount: 3,
  targetInvocationsPerInstance: 40,
  leaseHours: 8,
  warnMinutes: 60,
};
const TWO: Partial<EndpointConfig> = {
  model: {
    jumpStart: {
      modelId: 'huggingface-text2text-flan-t5-xl',
      version: '2.*',
      allowDeprecated: false,
    },
  },
  instanceType: 'ml.g5.2xlarge',
};

/** The stack of an endpoint, the other stacks' templates, and what it is made of. */
async function synthesizeWith(
  fields: Partial<EndpointConfig> = {},
  config: Partial<DeploymentConfig> = {},
) {
  const deployment = testConfig(undefined, { endpoint: { ...ENDPOINT, ...fields }, ...config });
  const models = await prepareModels(deployment, ROOT);
  const stacks = addStacks(testApp(), { config: deployment, models });
  if (!stacks.endpoint) throw new Error('there is no endpoint stack');
  const template = Template.fromStack(stacks.endpoint);
  const { Value } = template.findOutputs('EndpointSpec').EndpointSpec as { Value: unknown };
  const spec = endpointSpecSchema.parse(JSON.parse(asText(Value)));
  return { stacks, template, spec, model: Template.fromStack(stacks.model) };
}
type Synthesized = Awaited<ReturnType<typeof synthesizeWith>>;

describe('EndpointStack', () => {
  let made: Synthesized;
  beforeAll(async () => {
    made = await synthesizeWith();
  });

  it('is there only when the config has an endpoint', async () => {
    const config = testConfig();
    const models = await prepareModels(config, ROOT);
    expect(addStacks(testApp(), { config, models }).endpoint).toBeUndefined();
    expect(made.stacks.endpoint?.stackName).toBe('Text2TextBatch-Endpoint');
    expect(made.stacks.endpoint?.dependencies).toContain(made.stacks.model);
  });

  it('configures one variant of the deployed model, with time to start, and no data capture', () => {
    const { template, spec, stacks } = made;
    template.hasResource('AWS::SageMaker::EndpointConfig', {
      Properties: {
        EndpointConfigName: spec.configName,
        ProductionVariants: [
          {
            VariantName: 'AllTraffic',
            ModelName: stacks.model.deployedModels[0]?.modelName,
            InstanceType: 'ml.p3.2xlarge',
            InitialInstanceCount: 1,
            InitialVariantWeight: 1,
            ModelDataDownloadTimeoutInSeconds: 600,
            ContainerStartupHealthCheckTimeoutInSeconds: 600,
          },
        ],
        KmsKeyId: { 'Fn::ImportValue': Match.stringLikeRegexp('EncryptionKey') },
        DataCaptureConfig: Match.absent(),
      },
    });
    template.resourceCountIs('AWS::SageMaker::Model', 0);
  });

  it('makes the endpoint after its configuration, with the tags of deployment, contract and lease', () => {
    const { template, spec } = made;
    template.hasResource('AWS::SageMaker::Endpoint', {
      Properties: {
        EndpointName: spec.endpointName,
        EndpointConfigName: spec.configName,
        Tags: Match.arrayWith([
          { Key: 'text2text-batch:contract', Value: 'text2text-1.x' },
          { Key: 'text2text-batch:deployment', Value: 'Text2TextBatch' },
          { Key: 'text2text-batch:lease-hours', Value: '8' },
        ]),
      },
      DependsOn: [Match.stringLikeRegexp('HostedConfig')],
    });
    expect(spec.endpointName).toMatch(/^text2textbatch-endpoint-[0-9a-f]{10}$/);
  });

  it.each([
    ['Invocation4XXErrors', 'Statistic', 'Sum', 6, 1],
    ['Invocation5XXErrors', 'Statistic', 'Sum', 6, 1],
    ['InvocationModelErrors', 'Statistic', 'Sum', 6, 1],
    // Half of the 60 s that a request may take, in microseconds; a quarter of an hour long.
    ['ModelLatency', 'ExtendedStatistic', 'p90', 30_000_000, 3],
  ])('alarms on %s', (MetricName, statistic, value, Threshold, EvaluationPeriods) => {
    const { template, spec } = made;
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      Namespace: 'AWS/SageMaker',
      MetricName,
      [statistic]: value,
      Dimensions: [
        { Name: 'EndpointName', Value: spec.endpointName },
        { Name: 'VariantName', Value: 'AllTraffic' },
      ],
      Period: 300,
      EvaluationPeriods,
      DatapointsToAlarm: EvaluationPeriods,
      Threshold,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      // An endpoint whose lease is over has no data, and needs nobody.
      TreatMissingData: 'notBreaching',
      AlarmDescription: Match.stringLikeRegexp(`endpoint ${spec.endpointName}`),
      AlarmActions: [Match.anyValue()],
    });
  });

  it('tracks invocations of each instance, between the two counts', () => {
    const { template, spec } = made;
    const target = {
      ServiceNamespace: 'sagemaker',
      ScalableDimension: 'sagemaker:variant:DesiredInstanceCount',
      ResourceId: `endpoint/${spec.endpointName}/variant/AllTraffic`,
    };
    template.hasResource('AWS::ApplicationAutoScaling::ScalableTarget', {
      Properties: { ...target, MinCapacity: 1, MaxCapacity: 3 },
      DependsOn: Match.arrayWith([Match.stringLikeRegexp('HostedEndpoint')]),
    });
    template.hasResourceProperties('AWS::ApplicationAutoScaling::ScalingPolicy', {
      ...target,
      PolicyType: 'TargetTrackingScaling',
      TargetTrackingScalingPolicyConfiguration: {
        PredefinedMetricSpecification: {
          PredefinedMetricType: 'SageMakerVariantInvocationsPerInstance',
        },
        TargetValue: 40,
        ScaleOutCooldown: 300,
        ScaleInCooldown: 300,
      },
    });
  });

  it('does not scale where the counts are the same', async () => {
    const { template } = await synthesizeWith({ maxInstanceCount: 1 });
    template.resourceCountIs('AWS::ApplicationAutoScaling::ScalableTarget', 0);
    template.resourceCountIs('AWS::ApplicationAutoScaling::ScalingPolicy', 0);
  });

  it.each<[string, Partial<EndpointConfig>, Partial<DeploymentConfig>]>([
    ['the instance type', { instanceType: 'ml.p3.8xlarge' }, {}],
    ['the lease', { leaseHours: 9 }, {}],
    ['a count', { maxInstanceCount: 4 }, {}],
    ['the target', { targetInvocationsPerInstance: 50 }, {}],
    ['the model', TWO, {}],
    [
      'the key',
      {},
      {
        encryptionKeyArn:
          'arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
      },
    ],
  ])('has another name after a change of %s', async (_, fields, config) => {
    const changed = await synthesizeWith(fields, config);
    expect(changed.spec.endpointName).not.toBe(made.spec.endpointName);
  });

  it('keeps its name when only the warning changes, and from one synth to the next', async () => {
    const changed = await synthesizeWith({ warnMinutes: 30 });
    expect(changed.spec).toStrictEqual(made.spec);
  });

  it('leaves the key out where the instance encrypts its own disk', async () => {
    const { template, spec } = await synthesizeWith({ instanceType: 'ml.g5.2xlarge' });
    template.hasResourceProperties('AWS::SageMaker::EndpointConfig', { KmsKeyId: Match.absent() });
    expect(spec.volumeKeyArn).toBeNull();
  });

  it('lets the deployed model write the logs of endpoints, and others not', async () => {
    const resources = statementsOf(made.model).flatMap((statement) => statement.resources);
    const group =
      'arn:aws:logs:us-east-1:${AWS::AccountId}:log-group:/aws/sagemaker/Endpoints/text2textbatch-endpoint-*';
    expect(resources.filter((resource) => resource.includes('/Endpoints/'))).toStrictEqual([
      `${group}:*`,
    ]);
    const { model } = await synthesizeWith(TWO);
    expect(JSON.stringify(model.toJSON())).not.toContain('/aws/sagemaker/Endpoints/');
  });

  it('has a Model of its own for a version 2.x: a prefix, the GPUs, a longer start', async () => {
    const { template, spec } = await synthesizeWith(TWO, {
      vpc: { ...VPC, createEndpoints: null },
    });
    template.hasResourceProperties('AWS::SageMaker::Model', {
      ModelName: spec.modelName,
      EnableNetworkIsolation: true,
      VpcConfig: { Subnets: VPC.subnetIds, SecurityGroupIds: VPC.securityGroupIds },
      PrimaryContainer: {
        Image: Match.stringLikeRegexp('/huggingface-pytorch-tgi-inference:'),
        Environment: Match.objectLike({ SM_NUM_GPUS: '1' }),
        ModelDataSource: {
          S3DataSource: {
            S3Uri: Match.stringLikeRegexp('^s3://jumpstart-cache-prod-us-east-1/.+/$'),
            S3DataType: 'S3Prefix',
            CompressionType: 'None',
          },
        },
        ModelDataUrl: Match.absent(),
      },
      Tags: Match.arrayWith([{ Key: 'text2text-batch:stack', Value: 'Text2TextBatch-Endpoint' }]),
    });
    expect(spec).toMatchObject({ contract: 'tgi-2.x', startUpSeconds: 1200 });
    // Its instances have local disks only, which take no key.
    const [role] = Object.values(
      template.findResources('AWS::IAM::Role', {
        Properties: { Policies: [{ PolicyName: 'Endpoint' }] },
      }),
    );
    expect(JSON.stringify(role)).toContain('ecr:BatchGetImage');
    expect(JSON.stringify(role)).not.toContain('kms:');
    template.hasResourceProperties('AWS::Lambda::Function', {
      Environment: { Variables: Match.objectLike({ CONTRACT: 'tgi-2.x' }) },
    });
  });

  it('lets invoke-batch ask this endpoint, and nothing more', () => {
    const { template, spec } = made;
    template.hasResourceProperties('AWS::Lambda::Function', {
      Timeout: 300,
      Environment: {
        Variables: Match.objectLike({
          ENDPOINT_NAME: spec.endpointName,
          CONTRACT: 'text2text-1.x',
        }),
      },
    });
    const own = statementsOf(template, 'RealtimeInvokerInvokeBatchRole').filter(({ actions }) =>
      actions.some((action) => action.startsWith('sagemaker:')),
    );
    expect(own).toMatchObject([
      {
        actions: ['sagemaker:DescribeEndpoint', 'sagemaker:InvokeEndpoint'],
        resources: [`arn:aws:sagemaker:us-east-1:\${AWS::AccountId}:endpoint/${spec.endpointName}`],
      },
    ]);
  });

  it('bounds its roles, and puts its functions into the VPC', async () => {
    const permissionsBoundaryArn = 'arn:aws:iam::111122223333:policy/Boundary';
    const vpc = { ...VPC, createEndpoints: { routeTableIds: ['rtb-01234567'] } };
    const { template, stacks } = await synthesizeWith(TWO, { permissionsBoundaryArn, vpc });
    template.allResourcesProperties('AWS::IAM::Role', {
      PermissionsBoundary: permissionsBoundaryArn,
    });
    template.allResourcesProperties('AWS::Lambda::Function', {
      VpcConfig: { SubnetIds: VPC.subnetIds, SecurityGroupIds: VPC.securityGroupIds },
    });
    Template.fromStack(stacks.pipeline).hasResourceProperties('AWS::EC2::VPCEndpoint', {
      ServiceName: 'com.amazonaws.us-east-1.sagemaker.runtime',
    });
  });

  it('imports only what the other stacks export whether there is an endpoint or not', async () => {
    const config = testConfig();
    const without = addStacks(testApp(), { config, models: await prepareModels(config, ROOT) });
    const exported = [without.storage, without.model, without.pipeline].flatMap((stack) =>
      Object.values(Template.fromStack(stack).findOutputs('*')).map(({ Export }) =>
        JSON.stringify((Export as { Name?: unknown } | undefined)?.Name),
      ),
    );
    const imports = [
      ...JSON.stringify(made.template.toJSON()).matchAll(/"Fn::ImportValue":("[^"]+")/g),
    ].map(([, name = '']) => name);
    expect(imports.length).toBeGreaterThan(2);
    expect(imports.filter((name) => !exported.includes(name))).toStrictEqual([]);
  });
});
