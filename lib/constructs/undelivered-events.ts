import { Duration, Validations } from 'aws-cdk-lib';
import { type PolicyStatementProps } from 'aws-cdk-lib/aws-iam';
import { type IKey } from 'aws-cdk-lib/aws-kms';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { keyUse } from './key-use';

export interface UndeliveredEventsProps {
  readonly encryptionKey: IKey;
}

/**
 * The queue that takes what no retry could deliver: schedules that did not start a run, events that
 * reached no function, invocations that failed to the end. An alarm tells when it is not empty;
 * `docs/runbook.md` tells how to read it and how to send its messages again.
 */
export class UndeliveredEvents extends Construct {
  readonly queue: sqs.IQueue;
  private readonly encryptionKey: IKey;

  constructor(scope: Construct, id: string, { encryptionKey }: UndeliveredEventsProps) {
    super(scope, id);
    this.encryptionKey = encryptionKey;
    this.queue = new sqs.Queue(this, 'Queue', {
      encryption: sqs.QueueEncryption.KMS,
      encryptionMasterKey: encryptionKey,
      enforceSSL: true,
      // SQS's longest: somebody has to come and look.
      retentionPeriod: Duration.days(14),
    });
    Validations.of(this.queue).acknowledge({
      id: 'AwsSolutions-SQS3',
      reason:
        'It is a dead-letter queue itself: of schedules, rules and asynchronous invocations, where ' +
        'cdk-nag does not look for one. Nothing but a person receives from it.',
    });
  }

  /** For a role that sends to the queue. Rules send in EventBridge's name, by the queue's own policy. */
  get sendRights(): PolicyStatementProps[] {
    return [
      { actions: ['sqs:SendMessage'], resources: [this.queue.queueArn] },
      keyUse(this.encryptionKey, {
        service: 'sqs',
        actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
      }),
    ];
  }
}
