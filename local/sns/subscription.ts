import { invalidParameter } from './sns-error';

export type Protocol = 'email' | 'lambda' | 'sqs';

export interface SubscriptionRequest {
  readonly protocol: string;
  readonly endpoint: string;
  /** `RawMessageDelivery` acts; `DeliveryPolicy` and `RedrivePolicy` are kept. */
  readonly attributes?: Readonly<Record<string, string>>;
}

export interface Subscription {
  readonly arn: string;
  readonly topicArn: string;
  readonly protocol: Protocol;
  /** An address, or the ARN of a queue or a function. */
  readonly endpoint: string;
  readonly attributes: ReadonlyMap<string, string>;
}

/** What an endpoint looks like, for each protocol that is supported. */
const ENDPOINTS: Readonly<Record<Protocol, RegExp>> = {
  email: /^[^\s@]+@[^\s@]+$/,
  lambda: /^arn:aws[a-z-]*:lambda:/,
  sqs: /^arn:aws[a-z-]*:sqs:/,
};
const ATTRIBUTES = ['RawMessageDelivery', 'DeliveryPolicy', 'RedrivePolicy'];

/** Nobody answers a mail here: a subscription by e-mail waits for its confirmation for ever. */
export const isPending = ({ protocol }: Subscription): boolean => protocol === 'email';

/** What lists show: AWS hides the ARN until the owner of the address has confirmed. */
export const shownArn = (subscription: Subscription): string =>
  isPending(subscription) ? 'PendingConfirmation' : subscription.arn;

/** @throws AwsError InvalidParameter */
export function newSubscription(
  topicArn: string,
  id: string,
  request: SubscriptionRequest,
): Subscription {
  const { protocol, endpoint, attributes = {} } = request;
  if (!isProtocol(protocol)) {
    throw invalidParameter(`Protocol '${protocol}'. Supported here: email, lambda, sqs`);
  }
  if (!ENDPOINTS[protocol].test(endpoint)) {
    throw invalidParameter(`Endpoint '${endpoint}' is none of protocol ${protocol}`);
  }
  for (const [name, value] of Object.entries(attributes)) checkAttribute(name, value);
  const kept = new Map(Object.entries(attributes));
  return { arn: `${topicArn}:${id}`, topicArn, protocol, endpoint, attributes: kept };
}

function isProtocol(text: string): text is Protocol {
  return Object.hasOwn(ENDPOINTS, text);
}

function checkAttribute(name: string, value: string): void {
  if (!ATTRIBUTES.includes(name)) {
    throw invalidParameter(
      `AttributeName ${name}: the embedded SNS knows ${ATTRIBUTES.join(', ')}`,
    );
  }
  if (name === 'RawMessageDelivery' && !/^(true|false)$/.test(value)) {
    throw invalidParameter(`RawMessageDelivery is true or false, not '${value}'`);
  }
}
