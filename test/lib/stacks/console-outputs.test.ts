import { CfnResource } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { addConsoleOutputs, presetOutputId } from '../../../lib/stacks/console-outputs';
import { testStack } from '../support/synthesize';

it('is a page, and an input to paste for each preset', () => {
  const stack = testStack();
  // A template without a resource is none.
  new CfnResource(stack, 'Resource', { type: 'AWS::CloudFormation::WaitConditionHandle' });
  addConsoleOutputs(stack, 'arn:aws:states:us-east-1:123456789012:stateMachine:run', {
    'my-own-2': { description: 'all of mine', input: {} },
  });
  expect(Template.fromStack(stack).toJSON()).toMatchObject({
    Outputs: {
      StartExecutionPage: {
        Value:
          'https://us-east-1.console.aws.amazon.com/states/home?region=us-east-1#/statemachines/view/arn:aws:states:us-east-1:123456789012:stateMachine:run',
      },
      InputOfPresetMyOwn2: { Description: 'all of mine', Value: '{"preset":"my-own-2"}' },
    },
  });
});

it.each([
  ['smoke', 'InputOfPresetSmoke'],
  ['7-b', 'InputOfPreset7B'],
  ['-a--b-', 'InputOfPresetAB'],
])('%s is %s', (name, id) => {
  expect(presetOutputId(name)).toBe(id);
});
