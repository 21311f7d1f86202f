import {
  CloudWatchLogsClient,
  paginateDescribeLogGroups,
  paginateFilterLogEvents,
} from '@aws-sdk/client-cloudwatch-logs';
import {
  DeleteMessageCommand,
  ListQueuesCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { clientConfig } from '../../local/gateway/client-config';
import { type Application } from '../runbook/application';
import { type Outcome } from './scenarios/scenario';

/** A denial, and where a person who looks for the reason finds it. */
export interface Evidence {
  readonly denial: string;
  readonly place: string;
}

/**
 * The first place that tells one of the denials: the error of an execution, a queue, a log group.
 * Undefined when none does. Takes all messages from all queues.
 * @param since epoch milliseconds
 */
export async function whereSeen(
  application: Application,
  denials: readonly string[],
  { failure, told = failure, toldBy = "the execution's error" }: Outcome,
  since: number,
): Promise<Evidence | undefined> {
  const messages = await drainQueues(application);
  const toldIn = (text: string): string | undefined =>
    // In JSON, too.
    denials.find(
      (denial) => text.includes(denial) || text.includes(JSON.stringify(denial).slice(1, -1)),
    );
  for (const { place, text } of [{ place: toldBy, text: told ?? '' }, ...messages]) {
    const denial = toldIn(text);
    if (denial !== undefined) return { denial, place };
  }
  for await (const { group, text } of logEvents(application, since)) {
    const denial = toldIn(text);
    if (denial !== undefined) return { denial, place: `the log ${group}` };
  }
  return undefined;
}

async function drainQueues({ aws }: Application): Promise<{ place: string; text: string }[]> {
  const client = new SQSClient(clientConfig(aws.endpoint, aws.region));
  const drained: { place: string; text: string }[] = [];
  try {
    const { QueueUrls = [] } = await client.send(new ListQueuesCommand({}));
    for (const QueueUrl of QueueUrls) {
      const place = `the queue ${QueueUrl.slice(QueueUrl.lastIndexOf('/') + 1)}`;
      for (;;) {
        const receive = { QueueUrl, MaxNumberOfMessages: 10, MessageAttributeNames: ['All'] };
        const { Messages = [] } = await client.send(new ReceiveMessageCommand(receive));
        if (Messages.length === 0) break;
        for (const { Body, MessageAttributes, ReceiptHandle } of Messages) {
          drained.push({ place, text: JSON.stringify({ Body, MessageAttributes }) });
          await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
        }
      }
    }
  } finally {
    client.destroy();
  }
  return drained;
}

async function* logEvents(
  { aws }: Application,
  since: number,
): AsyncGenerator<{ readonly group: string; readonly text: string }> {
  const client = new CloudWatchLogsClient(clientConfig(aws.endpoint, aws.region));
  try {
    for await (const { logGroups = [] } of paginateDescribeLogGroups({ client }, {})) {
      for (const { logGroupName = '' } of logGroups) {
        const query = { logGroupName, startTime: since };
        for await (const { events = [] } of paginateFilterLogEvents({ client }, query)) {
          for (const { message = '' } of events) yield { group: logGroupName, text: message };
        }
      }
    }
  } finally {
    client.destroy();
  }
}
