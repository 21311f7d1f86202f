import { AwsError } from '../../../local/gateway/aws-error';
import { type AccessRequest, type Authorizer } from '../../../local/iam/access';
import { allowEverything } from '../../../local/iam/rights';
import { targetInvoker } from '../../../local/scheduler/targets';
import { functionArn, roleArn, stateMachineArn } from './fixture';

const groupArn = 'arn:aws:scheduler:us-east-1:000000000000:schedule-group/runs';

function recordingTargets(authorizer: Authorizer = allowEverything) {
  const calls: string[][] = [];
  const invoke = targetInvoker(
    {
      stepFunctions: {
        startExecution: async (arn, input) => {
          calls.push(['start', arn, input]);
        },
      },
      functions: {
        async find(arn) {
          if (arn === functionArn) return;
          throw new AwsError('ResourceNotFoundException', `Function not found: ${arn}`, 404);
        },
        asynchronous: {
          enqueue: (arn, payload) => {
            calls.push(['enqueue', arn, payload]);
          },
        },
      },
    },
    { region: 'us-east-1', accountId: '000000000000', authorizer },
  );
  return { calls, invoke };
}

test('a state machine is started, a function invoked asynchronously', async () => {
  const { calls, invoke } = recordingTargets();
  await invoke({ arn: stateMachineArn, roleArn, groupArn }, '{"a":1}');
  await invoke({ arn: functionArn, roleArn, groupArn }, '{"b":2}');
  expect(calls).toEqual([
    ['start', stateMachineArn, '{"a":1}'],
    ['enqueue', functionArn, '{"b":2}'],
  ]);
});

test('a function that does not exist is an error of the delivery', async () => {
  const { calls, invoke } = recordingTargets();
  await expect(invoke({ arn: `${functionArn}-2`, roleArn, groupArn }, '{}')).rejects.toThrow(
    'Function not found',
  );
  expect(calls).toEqual([]);
});

test("the Scheduler acts under the schedule's role, which has to let it", async () => {
  const asked: AccessRequest[] = [];
  const { invoke } = recordingTargets({ authorize: (request) => void asked.push(request) });
  await invoke({ arn: stateMachineArn, roleArn, groupArn }, '{}');
  await invoke({ arn: functionArn, roleArn, groupArn }, '{}');
  const assumption = {
    caller: { kind: 'service', principal: 'scheduler.amazonaws.com' },
    action: 'sts:AssumeRole',
    resource: roleArn,
    context: { 'aws:sourcearn': groupArn, 'aws:sourceaccount': '000000000000' },
  };
  const caller = { kind: 'role', roleArn, sessionName: 'scheduler' };
  expect(asked).toMatchObject([
    assumption,
    { caller, action: 'states:StartExecution', resource: stateMachineArn },
    assumption,
    { caller, action: 'lambda:InvokeFunction', resource: functionArn },
  ]);
});

test('what the role may not start is not started', async () => {
  const { calls, invoke } = recordingTargets({
    authorize: ({ action }) => {
      if (action === 'states:StartExecution')
        throw new AwsError('AccessDeniedException', 'no', 403);
    },
  });
  await expect(invoke({ arn: stateMachineArn, roleArn, groupArn }, '{}')).rejects.toThrow('no');
  expect(calls).toEqual([]);
});
