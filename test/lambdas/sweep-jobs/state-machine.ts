import { SFNClient, StartExecutionCommand, StopExecutionCommand } from '@aws-sdk/client-sfn';
import { systemClock } from '../../../local/clock';
import { clientConfig } from '../../../local/gateway/client-config';
import { startGateway } from '../../../local/gateway/gateway';
import { createStepFunctionsService } from '../../../local/stepfunctions/service';
import { executionOf } from '../support/run-harness';

const REGION = 'eu-west-1';
const ACCOUNT = '123456789012';
const STATE_MACHINE = `arn:aws:states:${REGION}:${ACCOUNT}:stateMachine:pipeline`;

/** Waits until it is stopped, unless its input says `{"end": true}`. */
const DEFINITION = {
  QueryLanguage: 'JSONata',
  StartAt: 'Is it over?',
  States: {
    'Is it over?': {
      Type: 'Choice',
      Choices: [{ Condition: '{% $states.input.end = true %}', Next: 'Over' }],
      Default: 'Wait',
    },
    Wait: { Type: 'Wait', Seconds: 3600, End: true },
    Over: { Type: 'Succeed' },
  },
};

/** The state machine of which `executionOf` names executions. */
export async function startStateMachine() {
  const service = createStepFunctionsService({
    invokeFunction: () => Promise.reject(new Error('no function is called')),
    emitEvent: () => undefined,
    clock: systemClock,
    region: REGION,
    accountId: ACCOUNT,
  });
  service.createStateMachine({
    name: 'pipeline',
    definition: JSON.stringify(DEFINITION),
    roleArn: `arn:aws:iam::${ACCOUNT}:role/pipeline`,
  });
  const gateway = await startGateway({ services: [service], region: REGION, accountId: ACCOUNT });
  const client = new SFNClient({ ...clientConfig(gateway.endpoint, REGION), maxAttempts: 1 });
  return {
    client,
    async start(name: string, input: object = {}): Promise<void> {
      await client.send(
        new StartExecutionCommand({
          stateMachineArn: STATE_MACHINE,
          name,
          input: JSON.stringify(input),
        }),
      );
    },
    async abort(name: string): Promise<void> {
      const executionArn = executionOf(name).arn;
      await client.send(
        new StopExecutionCommand({ executionArn, error: 'Operator', cause: 'why' }),
      );
    },
    async close(): Promise<void> {
      client.destroy();
      await gateway.close();
    },
  };
}
