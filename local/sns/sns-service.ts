import { type Clock, systemClock } from '../clock';
import { queryService } from '../gateway/aws-query';
import { type AwsService } from '../gateway/service';
import { type PublishOptions, publish } from './publish';
import { type PublishToTopic, snsOperations } from './sns-operations';
import { type Topics, createTopics } from './topics';

export interface SnsOptions extends Omit<PublishOptions, 'clock'> {
  readonly region: string;
  readonly accountId: string;
  readonly clock?: Clock;
}

export interface SnsService extends AwsService {
  readonly topics: Topics;
  /** @throws AwsError NotFound, InvalidParameter */
  readonly publish: PublishToTopic;
}

/** Standard topics, in memory: to queues, to functions, and by mails that are written to a log group. */
export function createSns(options: SnsOptions): SnsService {
  const { clock = systemClock, accountId } = options;
  const topics = createTopics(options);
  const publishTo: PublishToTopic = async (topicArn, request) =>
    publish(topics.get(topicArn), request, { ...options, clock });
  return {
    topics,
    publish: publishTo,
    ...queryService({
      signingName: 'sns',
      namespace: 'http://sns.amazonaws.com/doc/2010-03-31/',
      operations: snsOperations(topics, publishTo, accountId),
    }),
  };
}
