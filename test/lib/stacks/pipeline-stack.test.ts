import { Match } from 'aws-cdk-lib/assertions';
import * as z from 'zod';
import { deploymentSchema } from '../../../domain/run/deployment';
import { asText, statementsOf } from '../support/statements';
import { synthesize, testConfig } from '../support/synthesize';

type Synthesized = Awaited<ReturnType<typeof synthesize>>;

const stateMachineSchema = z.object({ Properties: z.object({ DefinitionString: z.unknown() }) });

describe('PipelineStack', () => {
  let stacks: Synthesized['stacks'];
  let template: Synthesized['templates']['pipeline'];
  beforeAll(async () => {
    const synthesized = await synthesize(testConfig());
    stacks = synthesized.stacks;
    template = synthesized.templates.pipeline;
  });

  it('runs one standard state machine, traced, with every event logged but no payload', () => {
    template.resourceCountIs('AWS::StepFunctions::StateMachine', 1);
    template.hasResourceProperties('AWS::StepFunctions::StateMachine', {
      StateMachineType: 'STANDARD',
      TracingConfiguration: { Enabled: true },
      LoggingConfiguration: {
        Level: 'ALL',
        IncludeExecutionData: false,
        Destinations: [Match.objectLike({ CloudWatchLogsLogGroup: Match.anyValue() })],
      },
    });
    template.hasResourceProperties('AWS::Logs::LogGroup', {
      // Unique by the stack's id: a group that outlived its stack must not stand in the way.
      LogGroupName: {
        'Fn::Join': [
          '',
          [
            '/aws/vendedlogs/states/Text2TextBatch-Pipeline-',
            Match.objectLike({ 'Fn::Select': Match.anyValue() }),
          ],
        ],
      },
    });
  });

  it('tells the state machine the deployment as a literal that the planner accepts', () => {
    const [machine] = Object.values(template.findResources('AWS::StepFunctions::StateMachine'));
    const { DefinitionString } = stateMachineSchema.parse(machine).Properties;
    const definition = z
      .object({ StartAt: z.string(), States: z.record(z.string(), z.unknown()) })
      .parse(JSON.parse(asText(DefinitionString).replaceAll('${AWS::AccountId}', '111122223333')));
    const { Assign } = z
      .object({ Assign: z.object({ deployment: deploymentSchema }) })
      .parse(definition.States[definition.StartAt]);
    expect(Assign.deployment.models).toStrictEqual(stacks.model.deployedModels);
    expect(Assign.deployment.runDefaults).toStrictEqual(testConfig().runDefaults);
    expect(Assign.deployment.limits).toStrictEqual(testConfig().limits);
    const smoke = Assign.deployment.presets.smoke;
    expect(smoke?.description).toBe(testConfig().presets.smoke?.description);
    expect(smoke?.input).toStrictEqual({
      ...testConfig().presets.smoke?.input,
      dataset: {
        ...testConfig().presets.smoke?.input.dataset,
        uri: expect.stringMatching(
          /^s3:\/\/cdk-\w+-assets-111122223333-us-east-1\/[0-9a-f]{64}\.jsonl$/,
        ) as string,
      },
    });
    // Two presets of one file are one object.
    expect(Assign.deployment.bundledDatasets).toStrictEqual([smoke?.input.dataset?.uri]);
    expect(Assign.deployment.codeVersion).toMatch(/^\d+\.\d+\.\d+$/);
  });

  it('stops the job of an execution that ended without success', () => {
    template.hasResourceProperties('AWS::Events::Rule', {
      State: 'ENABLED',
      EventPattern: {
        source: ['aws.states'],
        'detail-type': ['Step Functions Execution Status Change'],
        detail: {
          status: ['FAILED', 'TIMED_OUT', 'ABORTED'],
          stateMachineArn: [{ Ref: Match.stringLikeRegexp('^PipelineRunStateMachine') }],
        },
      },
      Targets: [
        Match.objectLike({
          Arn: {
            'Fn::GetAtt': [
              Match.stringLikeRegexp('^PipelineFunctionsStopTransformFunction'),
              'Arn',
            ],
          },
        }),
      ],
    });
    template.hasResourceProperties('AWS::Lambda::Permission', {
      Principal: 'events.amazonaws.com',
      SourceArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^PipelineEndedExecutionRule'), 'Arn'] },
    });
  });

  it('lets the state machine call the seven functions and its own children', () => {
    const rights = statementsOf(template, 'PipelineRunRole').filter(
      ({ resources }) => !resources.includes('*'),
    );
    expect(rights.map(({ actions }) => actions)).toStrictEqual([
      ['lambda:InvokeFunction'],
      ['states:StartExecution'],
      ['states:DescribeExecution', 'states:StopExecution'],
    ]);
    expect(rights[0]?.resources).toHaveLength(7);
  });

  it("names '*' as a resource only for actions that have no other", () => {
    const open = statementsOf(template).filter(({ resources }) => resources.includes('*'));
    const actions = new Set(open.flatMap((statement) => statement.actions));
    for (const action of actions) {
      expect(action).toMatch(
        /^(xray:(Put|GetSampling)|sagemaker:ListTransformJobs$|logs:(\w+LogDelivery|ListLogDeliveries|PutResourcePolicy|DescribeResourcePolicies|DescribeLogGroups)$)/,
      );
    }
  });

  it("encrypts each log group with the deployment's key", () => {
    template.allResourcesProperties('AWS::Logs::LogGroup', {
      KmsKeyId: { 'Fn::ImportValue': Match.stringLikeRegexp('StorageEncryptionKey') },
    });
  });

  it('says in its outputs where to start a run and where data goes', () => {
    template.hasOutput('StateMachineArn', {
      Value: { Ref: Match.stringLikeRegexp('^PipelineRunStateMachine') },
    });
    template.hasOutput('StartExecutionPage', {
      Value: {
        'Fn::Join': [
          '',
          [
            'https://us-east-1.console.aws.amazon.com/states/home?region=us-east-1#/statemachines/view/',
            { Ref: Match.stringLikeRegexp('^PipelineRunStateMachine') },
          ],
        ],
      },
    });
    template.hasOutput('InputOfPresetSmoke', {
      Description: testConfig().presets.smoke?.description,
      Value: '{"preset":"smoke"}',
    });
    template.hasOutput('DataBucketName', {
      Value: { 'Fn::ImportValue': Match.stringLikeRegexp('Storage:ExportsOutputRefStorageData') },
    });
  });
});
