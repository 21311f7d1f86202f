import { SNSClient } from '@aws-sdk/client-sns';
import { clientConfig } from '../shared/clients';
import { requiredEnv } from '../shared/env';
import { notifyRun } from './notify-run';

const clients = { sns: new SNSClient(clientConfig), topicArn: requiredEnv('RUN_TOPIC_ARN') };

/** Tells people of a run's end, from the rule on `Text2TextRunCompleted`. */
export function handler(event: unknown): Promise<object> {
  return notifyRun(event, clients);
}
