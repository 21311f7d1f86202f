import { type LogSink } from '../logs/log-sink';
import { type Clock } from '../clock';

export const TRANSFORM_LOG_GROUP = '/aws/sagemaker/TransformJobs';

/** Where the platform tells the user what became of each object: stream `<job>/<instance>-<epoch>/data-log`. */
export class DataLog {
  private readonly stream: string;

  constructor(
    private readonly sink: LogSink,
    private readonly clock: Clock,
    containerStream: string,
  ) {
    this.stream = `${containerStream}/data-log`;
  }

  /** `2024-10-16T22:49:21.569:[sagemaker logs]: <line>`. Shape: aws/sagemaker-python-sdk#1882. */
  line(text: string): void {
    const now = this.clock.now();
    const stamp = new Date(now).toISOString().replace('Z', '');
    this.sink.write(TRANSFORM_LOG_GROUP, this.stream, `${stamp}:[sagemaker logs]: ${text}`, now);
  }

  /**
   * Tells what happened to one object: `<bucket>/<key>: <headline>` and, for an answer of the container, a blank
   * line, `Message:` and the lines of the body, each behind the object's name.
   * Shape: aws/amazon-sagemaker-examples#1620.
   */
  object(bucket: string, key: string, headline: string, body?: string): void {
    const lines = body === undefined ? [headline] : [headline, '', 'Message:', ...body.split('\n')];
    for (const text of lines) this.line(`${bucket}/${key}: ${text}`);
  }
}
