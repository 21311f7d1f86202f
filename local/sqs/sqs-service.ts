import { type Clock, systemClock } from '../clock';
import { jsonService } from '../gateway/aws-json';
import { queryService } from '../gateway/aws-query';
import { formTree } from '../gateway/query-form';
import { type AwsService } from '../gateway/service';
import { type Authorizer } from '../iam/access';
import { guarded } from '../iam/guarded';
import { allowEverything } from '../iam/rights';
import { authorizeSender } from '../iam/sender';
import { type KeyRing } from '../kms/key-rights';
import { type State } from '../state/state';
import { stringAttribute } from './message-attributes';
import { toJsonInput, toXmlOutput } from './query-shapes';
import { type Queues, createQueues } from './queues';
import { type SendToQueue } from './send-to-queue';
import { sqsRights } from './rights';
import { jsonErrorType } from './sqs-error';
import { sqsOperations } from './sqs-operations';

export interface SqsOptions extends KeyRing {
  /** Of the gateway, for the URLs of queues: tools call a queue at the host that its URL names. */
  readonly endpoint: () => string;
  readonly clock?: Clock;
  /** Asked for each call; without it, every call is allowed. */
  readonly authorizer?: Authorizer;
  /** Keeps queues and messages; nothing does unless given. */
  readonly state?: State;
}

export interface SqsService extends AwsService {
  readonly queues: Queues;
  readonly sendToQueue: SendToQueue;
}

/** Standard queues, by AWS JSON 1.0 (today's SDKs) and by the query protocol (older ones). */
export function createSqs(options: SqsOptions): SqsService {
  const closing = new AbortController();
  const { clock = systemClock } = options;
  const queues = createQueues({ ...options, clock, closing: closing.signal });
  const authorizer = options.authorizer ?? allowEverything;
  const rights = sqsRights(options, queues);
  const operations = guarded(sqsOperations(queues), rights.operations, authorizer);
  const signingName = 'sqs';
  const json = jsonService({
    signingName,
    targetPrefix: 'AmazonSQS',
    version: '1.0',
    operations,
    queryCompatible: { errorType: jsonErrorType },
  });
  const query = queryService({
    signingName,
    namespace: 'http://queue.amazonaws.com/doc/2012-11-05/',
    operations: Object.fromEntries(
      Object.entries(operations).map(([action, operation]) => [
        action,
        async (form, context) =>
          toXmlOutput(action, await operation(toJsonInput(formTree(form)), context)),
      ]),
    ),
  });
  return {
    signingName,
    queues,
    async sendToQueue(queueArn, body, attributes, sender) {
      const entries = Object.entries(attributes);
      const typed = entries.map(([name, value]) => [name, stringAttribute(value)] as const);
      const queue = queues.byArn(queueArn);
      authorizeSender(authorizer, sender, rights.send(queue.name));
      queue.send({ body, attributes: Object.fromEntries(typed) });
    },
    handle(request, response, context) {
      const isForm = request.headers['content-type']?.includes('x-www-form-urlencoded') ?? false;
      return (isForm ? query : json).handle(request, response, context);
    },
    async close() {
      closing.abort(new Error('The embedded AWS is closing'));
    },
  };
}
