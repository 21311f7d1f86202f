import { AwsError } from '../../../local/gateway/aws-error';
import { targetInvoker } from '../../../local/scheduler/targets';
import { functionArn, roleArn, stateMachineArn } from './fixture';

function recordingTargets() {
  const calls: string[][] = [];
  const invoke = targetInvoker({
    stepFunctions: {
      startExecution: (arn, input) => {
        calls.push(['start', arn, input]);
      },
    },
    functions: {
      describe(arn) {
        if (arn === functionArn) return;
        throw new AwsError('ResourceNotFoundException', `Function not found: ${arn}`, 404);
      },
      asynchronous: {
        enqueue: (arn, payload) => {
          calls.push(['enqueue', arn, payload]);
        },
      },
    },
  });
  return { calls, invoke };
}

test('a state machine is started, a function invoked asynchronously', async () => {
  const { calls, invoke } = recordingTargets();
  await invoke({ arn: stateMachineArn, roleArn }, '{"a":1}');
  await invoke({ arn: functionArn, roleArn }, '{"b":2}');
  expect(calls).toEqual([
    ['start', stateMachineArn, '{"a":1}'],
    ['enqueue', functionArn, '{"b":2}'],
  ]);
});

test('a function that does not exist is an error of the delivery', async () => {
  const { calls, invoke } = recordingTargets();
  await expect(invoke({ arn: `${functionArn}-2`, roleArn }, '{}')).rejects.toThrow(
    'Function not found',
  );
  expect(calls).toEqual([]);
});
