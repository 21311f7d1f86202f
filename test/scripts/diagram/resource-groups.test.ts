import { Stack } from 'aws-cdk-lib';
import { CfnTopic, Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { picture } from '../../../scripts/diagram/resource-groups';

describe('picture', () => {
  it('counts what a construct makes, and names a part that makes several', () => {
    const stack = new Stack(undefined, 'Test');
    const wrapper = new Construct(stack, 'Pipeline');
    const messages = new Construct(wrapper, 'Messages');
    const runs = new Construct(messages, 'Runs');
    for (const id of ['One', 'Two', 'Three']) new CfnTopic(runs, id);
    new Topic(messages, 'Single');
    new CfnTopic(wrapper, 'Direct');
    expect(picture(stack)).toStrictEqual({
      name: 'Test',
      groups: [
        { name: 'Messages', lines: ['Runs: 3 Topics', 'Topic'] },
        { name: 'Direct', lines: ['Topic'] },
      ],
    });
  });

  it('names the one construct of a stack, unless it wraps others', () => {
    const stack = new Stack(undefined, 'Test');
    const model = new Construct(stack, 'large-model');
    new CfnTopic(new Construct(model, 'Role'), 'Resource');
    new CfnTopic(model, 'Model');
    expect(picture(stack).groups).toStrictEqual([{ name: 'large-model', lines: ['2 Topics'] }]);
  });
});
