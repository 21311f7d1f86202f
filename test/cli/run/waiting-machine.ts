import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { clientConfig } from '../../../local/gateway/client-config';
import { startGateway } from '../../../local/gateway/gateway';
import { createStepFunctionsService } from '../../../local/stepfunctions/service';
import { ACCOUNT, states } from '../../local/stepfunctions/interpreter-harness';
import { ManualClock } from '../../support/manual-clock';

const HOUR = 3_600_000;

/** A state machine that answers its input in the state `Check`, and then waits for an hour. */
export interface WaitingMachine {
  readonly client: SFNClient;
  /** Starts an execution. @returns its ARN */
  start(input: unknown): Promise<string>;
  /** Lets the hour pass. */
  end(): Promise<void>;
  close(): Promise<void>;
}

export async function startWaitingMachine(): Promise<WaitingMachine> {
  const clock = new ManualClock();
  const service = createStepFunctionsService({
    ...ACCOUNT,
    clock,
    emitEvent: () => undefined,
    invokeFunction: (_, payload) =>
      Promise.resolve({ kind: 'success', payload, executedVersion: '$LATEST' }),
  });
  const { arn: stateMachineArn } = service.createStateMachine({
    name: 'waiting',
    roleArn: 'arn:aws:iam::123456789012:role/machine',
    definition: JSON.stringify(
      states({
        Check: { Type: 'Pass', Next: 'Wait for the job' },
        'Wait for the job': { Type: 'Wait', Seconds: 3600, End: true },
      }),
    ),
  });
  const gateway = await startGateway({ ...ACCOUNT, services: [service] });
  const client = new SFNClient(clientConfig(gateway.endpoint, ACCOUNT.region));
  return {
    client,
    async start(input) {
      const { executionArn = '' } = await client.send(
        new StartExecutionCommand({ stateMachineArn, input: JSON.stringify(input) }),
      );
      return executionArn;
    },
    end: () => clock.advance(HOUR),
    async close() {
      client.destroy();
      await gateway.close();
    },
  };
}
