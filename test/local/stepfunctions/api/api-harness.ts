import { CreateStateMachineCommand, SFNClient } from '@aws-sdk/client-sfn';
import { clientConfig } from '../../../../local/gateway/client-config';
import { startGateway } from '../../../../local/gateway/gateway';
import { type State } from '../../../../local/state/state';
import { createStepFunctionsService } from '../../../../local/stepfunctions/service';
import { ManualClock } from '../../../support/manual-clock';
import { ACCOUNT } from '../interpreter-harness';

export interface ApiHarness {
  readonly client: SFNClient;
  readonly clock: ManualClock;
  /** @returns the ARN */
  create(name: string, definition: object): Promise<string>;
  close(): Promise<void>;
}

/**
 * The service behind the gateway, with a client; functions answer with their event.
 * @param state what an earlier one has left, and keeps what this one does; nothing does unless given
 */
export async function startApi(
  state?: State,
  clock: ManualClock = new ManualClock(),
): Promise<ApiHarness> {
  const service = createStepFunctionsService({
    ...ACCOUNT,
    ...(state && { state }),
    clock,
    emitEvent: () => undefined,
    invokeFunction: (_, payload) =>
      Promise.resolve({ kind: 'success', payload, executedVersion: '$LATEST' }),
  });
  const gateway = await startGateway({ ...ACCOUNT, services: [service] });
  service.resume();
  const client = new SFNClient(clientConfig(gateway.endpoint, ACCOUNT.region));
  return {
    client,
    clock,
    async create(name, definition) {
      const request = {
        name,
        definition: JSON.stringify(definition),
        roleArn: 'arn:aws:iam::123456789012:role/machine',
      };
      const { stateMachineArn } = await client.send(new CreateStateMachineCommand(request));
      return stateMachineArn ?? '';
    },
    async close() {
      client.destroy();
      await gateway.close();
    },
  };
}
