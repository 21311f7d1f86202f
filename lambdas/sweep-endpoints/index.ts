import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { SNSClient } from '@aws-sdk/client-sns';
import { clientConfig } from '../shared/clients';
import { positiveEnv, requiredEnv } from '../shared/env';
import { runHandler } from '../shared/run-handler';
import { sweepEndpoints } from './sweep-endpoints';

const options = {
  sagemaker: new SageMakerClient(clientConfig),
  sns: new SNSClient(clientConfig),
  topicArn: requiredEnv('ALARM_TOPIC_ARN'),
  stackPrefix: requiredEnv('STACK_PREFIX'),
  warnMinutes: positiveEnv('WARN_MINUTES', 60),
  now: () => new Date(),
};

/**
 * Deletes endpoints of the deployment whose lease is over, with their configurations; called by a
 * schedule, whatever the event.
 *
 * Needs: STACK_PREFIX, ALARM_TOPIC_ARN and WARN_MINUTES; of EndpointRights all; sns:Publish to the topic.
 */
export const handler = runHandler({
  parse: () => undefined,
  correlation: () => ({}),
  async work() {
    const answer = await sweepEndpoints(options);
    return { answer, entry: { event: 'EndpointsSwept', ...answer } };
  },
});
