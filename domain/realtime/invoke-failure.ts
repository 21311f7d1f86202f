/**
 * Why a request to an endpoint failed, by what helps:
 * - `retry`: wait and ask again; the request itself is sound
 * - `halve`: ask for fewer texts, down to the one that cannot be answered
 * - `fail`: its texts fail, others go on
 * - `stop`: no other request would do better
 */
const REMEDIES = {
  /** The endpoint, or the account's rate, is at its limit. */
  Throttled: 'retry',
  /** The container is still loading the model. */
  ModelNotReady: 'retry',
  /** The service or the way to it failed. */
  ServiceUnavailable: 'retry',
  /** The container answered with an error. The message is its own. */
  ContainerFailed: 'halve',
  /** The container ended, or broke the connection: perhaps over another request that it had. */
  ContainerLost: 'halve',
  /** The container took longer than the service waits: 60 s. */
  TimedOut: 'halve',
  /** The reply is above the service's limit: 6,291,456 bytes. */
  ReplyTooLarge: 'halve',
  /** The container's reply is not the contract's, or has another number of answers. */
  MalformedReply: 'fail',
  /** The service refuses this one request. */
  RequestRefused: 'fail',
  /** The caller's time was over before there was an answer. */
  NotEnoughTime: 'fail',
  /** There is no endpoint of this name, or it cannot be invoked. */
  EndpointGone: 'stop',
  /** No right to invoke, no credentials, or an error that nobody foresaw. */
  CallRefused: 'stop',
} as const;

export type FailureName = keyof typeof REMEDIES;
export type Remedy = (typeof REMEDIES)[FailureName];

/** A request that failed. `name` is what an item's error is called; people and programs route on it. */
export class InvokeFailure extends Error {
  override readonly name: FailureName;

  constructor(name: FailureName, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = name;
  }

  get remedy(): Remedy {
    return REMEDIES[this.name];
  }
}
