import { type EmitEvent } from '../../events/event';
import { type TagStore } from '../tags';
import { type Endpoint, endpointEventDetail, type EndpointStatus } from './endpoint';
import { EndpointFailure } from './endpoint-failure';

export interface TransitionsOptions {
  readonly tags: TagStore;
  readonly emitEvent: EmitEvent;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Called after each change, before its event. */
  readonly onChange: (endpoint: Endpoint) => void;
  /** Told of what FailureReason only calls a failed request to the service. */
  readonly logFailure: (endpointName: string, error: unknown) => void;
}

type Work = (signal: AbortSignal) => Promise<void>;

/** Takes endpoints from one status to the next, with an event for each; the work between goes on by itself. */
export class EndpointTransitions {
  constructor(private readonly options: TransitionsOptions) {}

  /** Creating, then InService when the work is done, or Failed with the reason. */
  create(endpoint: Endpoint, work: Work): void {
    this.emit(endpoint);
    endpoint.work = this.attempt(endpoint, work, async (reason) => {
      endpoint.failureReason = reason;
      this.change(endpoint, 'Failed');
    });
  }

  /** Updating, then InService again: when the work is done, or through RollingBack with the reason. */
  update(endpoint: Endpoint, work: Work, undo: Work = async () => undefined): void {
    delete endpoint.failureReason;
    this.change(endpoint, 'Updating');
    endpoint.work = this.attempt(endpoint, work, async (reason) => {
      this.change(endpoint, 'RollingBack');
      await undo(endpoint.deleted.signal);
      endpoint.failureReason = reason;
      this.change(endpoint, 'InService');
    });
  }

  /** Deleting, whatever goes on; ends the containers, and then `onGone`. */
  delete(endpoint: Endpoint, onGone: () => void): void {
    this.change(endpoint, 'Deleting');
    endpoint.deleted.abort(new Error('The endpoint is deleted'));
    const before = endpoint.work;
    endpoint.work = (async () => {
      await Promise.all([endpoint.fleet?.close(), before]);
      // What was under way may have put a new fleet in the place of the one that was closed.
      await endpoint.fleet?.close();
      onGone();
    })();
  }

  /** InService after the work; if it fails, what the failure asks for, unless the endpoint is deleted meanwhile. */
  private async attempt(
    endpoint: Endpoint,
    work: Work,
    onFailure: (reason: string) => Promise<void>,
  ): Promise<void> {
    const { signal } = endpoint.deleted;
    try {
      await work(signal);
      this.change(endpoint, 'InService');
    } catch (error) {
      if (signal.aborted) return;
      const failure = error instanceof EndpointFailure ? error : EndpointFailure.internal(error);
      if (failure !== error) this.options.logFailure(endpoint.name, error);
      await onFailure(failure.message.slice(0, 1024));
    }
  }

  /** A deletion is the last word, whatever ends after it. */
  private change(endpoint: Endpoint, status: EndpointStatus): void {
    if (endpoint.status === 'Deleting') return;
    endpoint.status = status;
    endpoint.lastModifiedTime = this.options.now();
    this.options.onChange(endpoint);
    this.emit(endpoint);
  }

  private emit(endpoint: Endpoint): void {
    const tags = this.options.tags.get(endpoint.arn);
    this.options.emitEvent({
      source: 'aws.sagemaker',
      detailType: 'SageMaker Endpoint State Change',
      resources: [endpoint.arn],
      detail: endpointEventDetail(
        endpoint,
        Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value])),
      ),
    });
  }
}
