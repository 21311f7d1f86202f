import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { randomUUID } from 'node:crypto';
import { toLocalError } from './remote-error';
import { type RemotePlace, quickClientConfig } from './remote-place';

/** Step Functions of another process. */
export function remoteExecutions(place: RemotePlace): {
  /** Rejects with the AwsError of StartExecution. */
  readonly startExecution: (stateMachineArn: string, input: string) => Promise<void>;
  close(): void;
} {
  const client = new SFNClient(quickClientConfig(place));
  return {
    async startExecution(stateMachineArn, input) {
      try {
        const name = randomUUID();
        await client.send(new StartExecutionCommand({ stateMachineArn, input, name }));
      } catch (error) {
        throw toLocalError(error);
      }
    },
    close: () => {
      client.destroy();
    },
  };
}
