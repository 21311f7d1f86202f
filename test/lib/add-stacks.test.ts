import { Match } from 'aws-cdk-lib/assertions';
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
});
