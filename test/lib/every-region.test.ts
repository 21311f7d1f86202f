import { join } from 'node:path';
import { type Template } from 'aws-cdk-lib/assertions';
import * as z from 'zod';
import { ConfigFiles } from '../../lib/config/config-files';
import { checkConfig } from '../../lib/config/load-config';
import { everyFeature } from '../../scripts/security/every-feature';
import { ROOT, synthesize } from './support/synthesize';

/** One in each of two continents, and one of another partition. */
const REGIONS = ['us-east-1', 'eu-west-1', 'cn-north-1'] as const;
type Region = (typeof REGIONS)[number];

const FEATURES = {
  nothing: {},
  'a VPC': { vpc: everyFeature.vpc },
  'a given key': { encryptionKeyArn: everyFeature.encryptionKeyArn },
  'a schedule': { schedules: everyFeature.schedules },
  'two models': { models: everyFeature.models },
  everything: everyFeature,
};
const CASES = REGIONS.flatMap((region) =>
  Object.entries(FEATURES).map(([name, feature]) => [region, name, feature] as const),
);

/** The templates of one deployment in a region; what the feature has of its own region goes along. */
async function templatesIn(region: Region, feature: object) {
  const partition = region.startsWith('cn-') ? 'aws-cn' : 'aws';
  const text = JSON.stringify(feature)
    .replaceAll('eu-west-1', region)
    .replaceAll('arn:aws:', `arn:${partition}:`);
  const content = z.record(z.string(), z.unknown()).parse(JSON.parse(text));
  const directory = join(ROOT, 'config');
  const overlay = { label: 'overlay', content: { ...content, region } };
  const config = checkConfig(ConfigFiles.overlay(directory, overlay), { root: ROOT });
  return (await synthesize(config)).templates;
}

const textOf = (template: Template): string => JSON.stringify(template.toJSON());

describe('the whole application', () => {
  it.each(CASES)('synthesizes in %s with %s', async (region, name, feature) => {
    const { storage, model, pipeline } = await templatesIn(region, feature);
    const has = (what: string): boolean => name === what || name === 'everything';

    storage.resourceCountIs('AWS::KMS::Key', has('a given key') ? 0 : 1);
    model.resourceCountIs('AWS::SageMaker::Model', has('two models') ? 2 : 1);
    pipeline.resourceCountIs('AWS::Scheduler::Schedule', has('a schedule') ? 2 : 1);
    // Of S3 and five services; with an endpoint, of SageMaker's runtime, too.
    const inVpc = name === 'everything' ? 7 : 6;
    pipeline.resourceCountIs('AWS::EC2::VPCEndpoint', has('a VPC') ? inVpc : 0);
    pipeline.resourceCountIs('AWS::StepFunctions::StateMachine', 1);
    pipeline.resourceCountIs('AWS::CloudWatch::Dashboard', 1);

    const text = [storage, model, pipeline].map(textOf).join('\n');
    const others = REGIONS.filter((other) => other !== region);
    for (const other of others) expect(text).not.toContain(other);
    const partitions = [...text.matchAll(/"arn:([a-z-]+):/g)].map(([, partition]) => partition);
    expect(new Set(partitions)).toEqual(new Set([region.startsWith('cn-') ? 'aws-cn' : 'aws']));
  });

  it.each([
    ['us-east-1', 'logs.us-east-1.amazonaws.com'],
    ['cn-north-1', 'logs.cn-north-1.amazonaws.com.cn'],
  ] as const)("lets %s's CloudWatch Logs use the key, as %s", async (region, principal) => {
    const { storage } = await templatesIn(region, {});
    expect(textOf(storage)).toContain(`"Principal":{"Service":"${principal}"}`);
  });
});
