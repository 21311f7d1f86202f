import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { BatchTextToText, ConfigError } from '../../lib';
import { testApp, testStack } from './support/synthesize';

describe('BatchTextToText', () => {
  it('puts a whole deployment into a stack of somebody else', () => {
    const stack = testStack();
    const batch = new BatchTextToText(stack, 'Summaries');
    batch.stateMachine.grantStartExecution(
      new Role(stack, 'Starter', { assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com') }),
    );
    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::StepFunctions::StateMachine', 1);
    template.hasResourceProperties('AWS::SageMaker::Model', {
      ModelName: Match.stringLikeRegexp('^testsummaries.*-huggingface-text2text-flan-t5-'),
    });
    template.hasResource('AWS::S3::Bucket', { DeletionPolicy: 'Retain' });
    expect(stack.resolve(batch.dataBucket.bucketName)).toStrictEqual({
      Ref: expect.stringMatching(/^SummariesStorageData/) as string,
    });
  });

  it('makes the state machine after the models that a run may name', () => {
    const stack = testStack();
    new BatchTextToText(stack, 'Summaries');
    const template = Template.fromStack(stack);
    const [model] = Object.keys(template.findResources('AWS::SageMaker::Model'));
    template.hasResource('AWS::StepFunctions::StateMachine', {
      DependsOn: Match.arrayWith([model]),
    });
  });

  it('fits twice into one stack, with other settings each', () => {
    const stack = testStack();
    new BatchTextToText(stack, 'Summaries', { config: { removalPolicy: 'destroy' } });
    new BatchTextToText(stack, 'Titles', {
      config: { runDefaults: { transform: { instanceCount: 2 } } },
    });
    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::StepFunctions::StateMachine', 2);
    const machines = JSON.stringify(template.findResources('AWS::StepFunctions::StateMachine'));
    expect(machines).toContain('\\"instanceCount\\":1');
    expect(machines).toContain('\\"instanceCount\\":2');
    const names = Object.values(template.findResources('AWS::SageMaker::Model')).map(
      ({ Properties }: Record<string, unknown>) => (Properties as { ModelName: string }).ModelName,
    );
    expect(new Set(names).size).toBe(2);
  });

  it('says which field of its config is wrong, and what is valid', () => {
    const config = { runDefaults: { transform: { instanceCount: 0 } } };
    expect(() => new BatchTextToText(testStack(), 'Summaries', { config })).toThrow(
      new ConfigError(
        "config of Test/Summaries: field 'runDefaults.transform.instanceCount' is 0; " +
          'valid: at least 1',
      ),
    );
  });

  it('needs a region at synth', () => {
    const stack = new Stack(new App(), 'Anywhere');
    expect(() => new BatchTextToText(stack, 'Summaries')).toThrow(
      /^the region of the stack 'Anywhere' is not known at synth; valid: a stack with env/,
    );
  });

  it('takes own artefacts that are archives already', () => {
    const own = (modelData: { url: string } | { path: string }, name = 'own') => ({
      config: {
        models: [
          {
            name,
            image: '111122223333.dkr.ecr.us-east-1.amazonaws.com/own:1',
            modelData,
            contract: 'text2text-1.x' as const,
            instanceType: 'ml.m5.xlarge',
          },
        ],
        runDefaults: { model: name, transform: { instanceType: 'ml.m5.xlarge' } },
      },
    });
    const stack = new Stack(testApp(), 'Test', { env: { region: 'us-east-1' } });
    new BatchTextToText(stack, 'Own', own({ url: 's3://models/own/model.tar.gz' }));
    Template.fromStack(stack).hasResourceProperties('AWS::SageMaker::Model', {
      PrimaryContainer: Match.objectLike({ ModelDataUrl: 's3://models/own/model.tar.gz' }),
    });
    // A model may have the name of a construct beside it.
    const url = 's3://models/own/model.tar.gz';
    new BatchTextToText(testStack(), 'Own', own({ url }, 'Storage'));
    expect(() => new BatchTextToText(testStack(), 'Own', own({ path: 'models/own' }))).toThrow(
      /^the model 'own' has modelData.path "models\/own"; valid in a construct/,
    );
  });
});
