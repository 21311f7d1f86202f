import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import * as z from 'zod';
import { EVENT_SOURCE, RUN_COMPLETED, runCompletedSchema } from '../../domain/run/run-completed';
import { runMessage } from './run-message';

/** The event of announce-run, as EventBridge delivers it. */
export const runCompletedEvent = z.object({
  source: z.literal(EVENT_SOURCE),
  'detail-type': z.literal(RUN_COMPLETED),
  detail: runCompletedSchema,
});

export interface NotifyRunClients {
  readonly sns: SNSClient;
  readonly topicArn: string;
}

/**
 * Publishes one readable message for a run that ended. Subscriptions can filter by the attributes
 * `status` and `runId`.
 *
 * @throws ZodError when the event is not of this version; what SNS answers, for Lambda's retries
 */
export async function notifyRun(
  event: unknown,
  { sns, topicArn }: NotifyRunClients,
): Promise<{ runId: string; status: string; messageId: string }> {
  const run = runCompletedEvent.parse(event).detail;
  const { subject, message } = runMessage(run);
  const { MessageId = '' } = await sns.send(
    new PublishCommand({
      TopicArn: topicArn,
      Subject: subject,
      Message: message,
      MessageAttributes: {
        status: { DataType: 'String', StringValue: run.status },
        runId: { DataType: 'String', StringValue: run.runId },
      },
    }),
  );
  return { runId: run.runId, status: run.status, messageId: MessageId };
}
