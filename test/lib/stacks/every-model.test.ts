import { Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { RemovalPolicy } from 'aws-cdk-lib';
import { catalogue } from '../../../domain/jumpstart/catalogue';
import { type ModelConfig } from '../../../lib/config/schema';
import { prepareModels } from '../../../lib/models/prepare-models';
import { ModelStack } from '../../../lib/stacks/model-stack';
import { ROOT, testApp } from '../support/synthesize';

const MODELS = Object.entries(catalogue.models);
const REGISTRIES = {
  'us-east-1': '763104351884.dkr.ecr.us-east-1.amazonaws.com',
  'eu-west-1': '763104351884.dkr.ecr.eu-west-1.amazonaws.com',
  'ap-northeast-1': '763104351884.dkr.ecr.ap-northeast-1.amazonaws.com',
  'cn-north-1': '727897471807.dkr.ecr.cn-north-1.amazonaws.com.cn',
};

/** A Model stack with these models in a region. */
async function modelStack(region: string, models: readonly ModelConfig[]): Promise<ModelStack> {
  const app = testApp();
  const env = { region };
  const dataBucket = new Bucket(new Stack(app, 'Storage', { env }), 'Data');
  return new ModelStack(app, 'Models', {
    env,
    dataBucket,
    stackPrefix: 'Prefix',
    models: await prepareModels({ region, models: [...models] }, ROOT),
    vpc: null,
    removalPolicy: RemovalPolicy.RETAIN,
  });
}

const configOf = (modelId: string, jumpStart: object = {}, instanceType?: string): ModelConfig => ({
  name: modelId,
  jumpStart: { modelId, version: '1.*', allowDeprecated: true, ...jumpStart },
  instanceType,
});

describe.each(Object.entries(REGISTRIES))('in %s', (region, registry) => {
  const instanceTypes = { gpu: undefined, cpu: 'ml.m5.2xlarge' };

  it.each(Object.entries(instanceTypes))('every model synthesizes on %s', async (kind, type) => {
    const stack = await modelStack(
      region,
      MODELS.map(([id]) => configOf(id, {}, type)),
    );
    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::SageMaker::Model', MODELS.length);
    for (const [id, { versions }] of MODELS) {
      const artifactKey = Object.values(versions)[0]?.artifactKey ?? '';
      template.hasResourceProperties('AWS::SageMaker::Model', {
        ModelName: Match.stringLikeRegexp(`^prefix-${id}`.slice(0, 53)),
        EnableNetworkIsolation: true,
        PrimaryContainer: {
          Image: Match.stringLikeRegexp(
            `^${registry}/huggingface-pytorch-inference:.*-${kind}-py39`,
          ),
          ModelDataUrl: `s3://jumpstart-cache-prod-${region}/${artifactKey}`,
          Environment: Match.objectLike({ SAGEMAKER_PROGRAM: 'inference.py' }),
        },
      });
      const artifactArn = `arn:${region.startsWith('cn-') ? 'aws-cn' : 'aws'}:s3:::jumpstart-cache-prod-${region}/${artifactKey}`;
      expect(JSON.stringify(template.findResources('AWS::IAM::Role'))).toContain(artifactArn);
    }
    const names = stack.deployedModels.map(({ modelName }) => modelName);
    expect(new Set(names).size).toBe(MODELS.length);
    expect(names.every((name) => /^[a-z0-9](-*[a-z0-9]){0,62}$/.test(name))).toBe(true);
  });

  it('every version for endpoints only is refused', async () => {
    for (const [id, { endpointVersions }] of MODELS) {
      for (const version of Object.keys(endpointVersions)) {
        await expect(modelStack(region, [configOf(id, { version })])).rejects.toThrow(
          new RegExp(`'${id}' version '${version}' cannot run in batch transform, .*; valid: 1\\.`),
        );
      }
    }
  });

  it('every deprecated model is refused without the flag, and no other', async () => {
    for (const [id, { listed }] of MODELS) {
      const stack = modelStack(region, [configOf(id, { allowDeprecated: false })]);
      if (listed) expect((await stack).deployedModels).toHaveLength(1);
      else await expect(stack).rejects.toThrow(`'${id}' is deprecated, last listed on 2026-02-02`);
    }
  });
});

it.each(['us-gov-west-1', 'ap-southeast-7', 'cn-northwest-1'])(
  'every model is refused in %s, which has no image',
  async (region) => {
    for (const [id] of MODELS) {
      await expect(modelStack(region, [configOf(id)])).rejects.toThrow(
        `'${id}' has no image in region '${region}'; valid: `,
      );
    }
  },
);
