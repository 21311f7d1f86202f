import { type Clock, systemClock } from '../clock';
import { queryService } from '../gateway/aws-query';
import { type AwsService } from '../gateway/service';
import { type Authorizer } from '../iam/access';
import { guarded } from '../iam/guarded';
import { allowEverything } from '../iam/rights';
import { type KeyRing } from '../kms/key-rights';
import { type State } from '../state/state';
import { type PublishOptions, publish } from './publish';
import { snsRights } from './rights';
import { type PublishToTopic, snsOperations } from './sns-operations';
import { type Topics, createTopics } from './topics';

export interface SnsOptions
  extends KeyRing, Omit<PublishOptions, 'clock' | 'authorizer' | 'place'> {
  readonly clock?: Clock;
  /** Asked for each call; without it, every call is allowed. */
  readonly authorizer?: Authorizer;
  /** Keeps topics and subscriptions; nothing does unless given. */
  readonly state?: State;
}

export interface SnsService extends AwsService {
  readonly topics: Topics;
  /** @throws AwsError NotFound, InvalidParameter */
  readonly publish: PublishToTopic;
}

/** Standard topics: to queues, to functions, and by mails that are written to a log group. */
export function createSns(options: SnsOptions): SnsService {
  const { clock = systemClock, accountId, authorizer = allowEverything } = options;
  const topics = createTopics(options, options.state);
  const publishTo: PublishToTopic = async (topicArn, request) =>
    publish(topics.get(topicArn), request, { ...options, authorizer, place: options, clock });
  return {
    topics,
    publish: publishTo,
    ...queryService({
      signingName: 'sns',
      namespace: 'http://sns.amazonaws.com/doc/2010-03-31/',
      operations: guarded(
        snsOperations(topics, publishTo, accountId),
        snsRights(options, topics),
        authorizer,
      ),
    }),
  };
}
