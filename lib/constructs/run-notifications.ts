import { ArnFormat, Duration, Stack } from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import { type IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { EVENT_SOURCE, RUN_COMPLETED } from '../../domain/run/run-completed';
import { FunctionTarget } from './function-target';
import { type FunctionDefaults, LambdaFunction } from './lambda-function';
import { type MessageTopic } from './message-topic';
import { type UndeliveredEvents } from './undelivered-events';

export interface RunNotificationsProps {
  readonly functionDefaults: FunctionDefaults;
  /** Tells EventBridge of its objects. */
  readonly dataBucket: IBucket;
  readonly undeliveredEvents: UndeliveredEvents;
  /** Gets one message a run. */
  readonly runMessages: MessageTopic;
}

/** What the state machine writes last, and only once: a conditional put lets no second writer through. */
const RESULTS = 'runs/*/results.json';

/**
 * Tells the world of a run's end, whichever way it came: `results.json` appears, announce-run makes
 * one event of it on the default bus, and notify-run one message of that. In two steps, so that
 * other systems can act on the same event as people do.
 */
export class RunNotifications extends Construct {
  readonly functions: Readonly<Record<'announce-run' | 'notify-run', LambdaFunction>>;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: RunNotificationsProps,
  ) {
    super(scope, id);
    this.functions = { 'announce-run': this.announceRun(), 'notify-run': this.notifyRun() };
  }

  private announceRun(): LambdaFunction {
    const { dataBucket } = this.props;
    const announceRun = this.create(
      'AnnounceRun',
      'announce-run',
      "Announces a run's end: one event on the default bus, and the run's metrics",
    );
    announceRun.useBucket('DATA_BUCKET', { bucket: dataBucket, read: [RESULTS] });
    announceRun.allow({
      actions: ['events:PutEvents'],
      resources: [
        Stack.of(this).formatArn({
          service: 'events',
          resource: 'event-bus',
          resourceName: 'default',
          arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
        }),
      ],
      conditions: {
        StringEquals: { 'events:source': EVENT_SOURCE, 'events:detail-type': RUN_COMPLETED },
      },
    });
    new events.Rule(this, 'ResultsWritten', {
      description: 'Announces a run when its results.json is written',
      eventPattern: {
        source: ['aws.s3'],
        detailType: ['Object Created'],
        detail: {
          bucket: { name: [dataBucket.bucketName] },
          object: { key: events.Match.wildcard(RESULTS) },
        },
      },
      targets: [new FunctionTarget(announceRun, this.props.undeliveredEvents)],
    });
    return announceRun;
  }

  private notifyRun(): LambdaFunction {
    const { runMessages } = this.props;
    const notifyRun = this.create(
      'NotifyRun',
      'notify-run',
      "Tells people of a run's end: one message to the topic",
    );
    notifyRun.function.addEnvironment('RUN_TOPIC_ARN', runMessages.topic.topicArn);
    for (const right of runMessages.publishRights) notifyRun.allow(right);
    new events.Rule(this, 'RunCompleted', {
      description: 'Sends a message for a run that was announced',
      eventPattern: {
        source: [EVENT_SOURCE],
        detailType: [RUN_COMPLETED],
        // The bus belongs to the account: another deployment announces its runs on it, too.
        detail: {
          links: { results: events.Match.prefix(`s3://${this.props.dataBucket.bucketName}/`) },
        },
      },
      targets: [new FunctionTarget(notifyRun, this.props.undeliveredEvents)],
    });
    return notifyRun;
  }

  private create(id: string, name: string, description: string): LambdaFunction {
    const { functionDefaults, undeliveredEvents } = this.props;
    return new LambdaFunction(this, id, {
      ...functionDefaults,
      name,
      description,
      // A few calls; 256 MB holds an SDK client and its heap.
      timeout: Duration.minutes(1),
      memorySize: 256,
      onFailure: undeliveredEvents,
    });
  }
}
