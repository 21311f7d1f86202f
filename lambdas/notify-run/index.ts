import { SNSClient } from '@aws-sdk/client-sns';
import { clientConfig } from '../shared/clients';
import { requiredEnv } from '../shared/env';
import { runHandler } from '../shared/run-handler';
import { notifyRun, runCompletedEvent } from './notify-run';

const clients = { sns: new SNSClient(clientConfig), topicArn: requiredEnv('RUN_TOPIC_ARN') };

/** Tells people of a run's end, from the rule on `Text2TextRunCompleted`. */
export const handler = runHandler({
  parse: (event) => event,
  correlation: (event) => ({ runId: runCompletedEvent.parse(event).detail.runId }),
  async work(event) {
    const answer = await notifyRun(event, clients);
    const { status, messageId } = answer;
    return { answer, entry: { event: 'RunNotified', status, messageId } };
  },
});
