import { systemClock } from '../../../local/clock';
import { endInterrupted } from '../../../local/cloudformation/interrupted-stack';
import { newStack } from '../../../local/cloudformation/new-stack';
import { type Stack, type StackStatus, type Step } from '../../../local/cloudformation/stack';
import { stackFormat } from '../../../local/cloudformation/stack-record';

const place = { region: 'us-east-1', accountId: '000000000000' };

function stackIn(status: StackStatus): Stack {
  return { ...newStack('S', 'CREATE_IN_PROGRESS', place, 1), id: 'arn:aws:S', status };
}

const step: Step = {
  action: 'create',
  resource: {
    logicalId: 'Queue',
    type: 'AWS::SQS::Queue',
    generation: 0,
    state: { physicalId: 'q', attributes: { Arn: 'a' } },
    properties: { DelaySeconds: 1 },
    deletionPolicy: 'Delete',
    updateReplacePolicy: 'Delete',
  },
};

test.each<[StackStatus, StackStatus]>([
  ['CREATE_IN_PROGRESS', 'CREATE_FAILED'],
  ['UPDATE_IN_PROGRESS', 'UPDATE_FAILED'],
])('%s becomes %s, and what was made is the stack’s', (status, ended) => {
  const stack = stackIn(status);
  const begun = { logicalId: 'Topic', type: 'AWS::SNS::Topic', generation: 0, properties: {} };
  expect(endInterrupted(stack, [step], systemClock, [begun])).toBe(true);
  expect(stack).toMatchObject({ status: ended, unfinished: [step] });
  expect([...stack.resources.values()]).toEqual([step.resource]);
  const reason = expect.stringContaining('ended during the operation') as string;
  expect(stack.events).toMatchObject([
    { logicalId: 'Queue', status: 'CREATE_COMPLETE', physicalId: 'q' },
    { logicalId: 'Topic', status: 'CREATE_FAILED', reason },
    { logicalId: 'S', status: ended, reason },
  ]);
});

test.each<[StackStatus, StackStatus]>([
  ['ROLLBACK_IN_PROGRESS', 'ROLLBACK_FAILED'],
  ['UPDATE_ROLLBACK_IN_PROGRESS', 'UPDATE_ROLLBACK_FAILED'],
  ['UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', 'UPDATE_COMPLETE'],
  ['DELETE_IN_PROGRESS', 'DELETE_FAILED'],
])('%s becomes %s, and the stack is as it was saved', (status, ended) => {
  const stack = stackIn(status);
  expect(endInterrupted(stack, [step], systemClock)).toBe(true);
  expect(stack).toMatchObject({ status: ended, unfinished: [] });
  expect([...stack.resources]).toEqual([]);
  expect(stack.events).toMatchObject([{ logicalId: 'S', status: ended }]);
});

test('an event tells of what a clean-up has left', () => {
  const stack = stackIn('UPDATE_COMPLETE_CLEANUP_IN_PROGRESS');
  stack.leftOver = [step.resource];
  endInterrupted(stack, [], systemClock);
  const reason = expect.stringContaining('delete it yourself') as string;
  expect(stack.leftOver).toEqual([]);
  expect(stack.events).toMatchObject([
    { logicalId: 'Queue', physicalId: 'q', status: 'DELETE_FAILED', reason },
    { logicalId: 'S', status: 'UPDATE_COMPLETE' },
  ]);
});

test.each<[StackStatus]>([['CREATE_COMPLETE'], ['REVIEW_IN_PROGRESS'], ['ROLLBACK_COMPLETE']])(
  '%s stays',
  (status) => {
    const stack = stackIn(status);
    expect(endInterrupted(stack, [], systemClock)).toBe(false);
    expect(stack).toEqual(stackIn(status));
  },
);

test('a stack is the same after it was written as JSON and read again', () => {
  const stack = stackIn('UPDATE_COMPLETE');
  endInterrupted(stack, [], systemClock);
  Object.assign(stack, {
    updated: 2,
    resources: new Map([['Queue', step.resource]]),
    unfinished: [step, { ...step, action: 'replace', previous: step.resource }],
    takenBack: new Map([['Queue', 2]]),
    leftOver: [step.resource],
    outputs: { A: 'b' },
    exports: new Map([['n', 'v']]),
    imports: new Set(['m']),
    settings: {
      ...stack.settings,
      tags: { t: '1' },
      parameters: { P: { value: 'x', noEcho: true } },
    },
    events: [
      {
        id: '1',
        timestamp: 1,
        logicalId: 'S',
        physicalId: 'p',
        type: 't',
        status: 'CREATE_COMPLETE',
        reason: undefined,
      },
    ],
  });
  const json: unknown = JSON.parse(JSON.stringify(stackFormat.write(stack)));
  expect(stackFormat.read(stackFormat.schema.parse(json), 'S')).toEqual(stack);
});
