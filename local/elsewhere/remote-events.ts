import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { type EmitEvent } from '../events/event';
import { lossWarning } from './loss-warning';
import { type RemotePlace, quickClientConfig } from './remote-place';
import { SerialQueue } from './serial-queue';

export interface RemoteEvents {
  readonly emit: EmitEvent;
  /** Resolves when all that was emitted is delivered, or lost. */
  close(): Promise<void>;
}

/**
 * The default event bus of another process. Events go there by PutEvents, in their order. AWS's own
 * refuses sources that begin with `aws.`; emulators take them.
 */
export function remoteEvents(place: RemotePlace): RemoteEvents {
  const client = new EventBridgeClient(quickClientConfig(place));
  const queue = new SerialQueue(lossWarning('Events', place.endpoint));
  return {
    emit({ source, detailType, resources, detail }) {
      const entry = {
        Source: source,
        DetailType: detailType,
        Resources: [...resources],
        Detail: JSON.stringify(detail),
      };
      queue.add(async () => {
        const { Entries } = await client.send(new PutEventsCommand({ Entries: [entry] }));
        const refusal = Entries?.[0]?.ErrorCode;
        if (refusal) throw new Error(`${refusal}: ${Entries[0]?.ErrorMessage}`);
      });
    },
    async close() {
      await queue.close();
      client.destroy();
    },
  };
}
