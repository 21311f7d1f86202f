import { ArnFormat, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { type IKey } from 'aws-cdk-lib/aws-kms';
import * as sns from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { keyUse } from './key-use';

export interface MessageTopicProps {
  /** The sender's name in mails. */
  readonly displayName: string;
  /** Each address gets a mail with a link, and messages once it was followed. */
  readonly emails: readonly string[];
  readonly encryptionKey: IKey;
}

/** An encrypted topic that people subscribe to. */
export class MessageTopic extends Construct {
  readonly topic: sns.ITopic;
  private readonly encryptionKey: IKey;

  constructor(scope: Construct, id: string, props: MessageTopicProps) {
    super(scope, id);
    this.encryptionKey = props.encryptionKey;
    this.topic = new sns.Topic(this, 'Topic', {
      displayName: props.displayName,
      masterKey: props.encryptionKey,
      enforceSSL: true,
    });
    for (const email of props.emails) this.topic.addSubscription(new EmailSubscription(email));
  }

  /** For the role of a function that publishes. */
  get publishRights(): iam.PolicyStatementProps[] {
    return [
      { actions: ['sns:Publish'], resources: [this.topic.topicArn] },
      keyUse(this.encryptionKey, {
        service: 'sns',
        actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
      }),
    ];
  }

  /**
   * CloudWatch publishes by the topic's policy. SNS's default one would do, but it is gone as soon
   * as a topic has a policy of its own, here the one that enforces TLS.
   * Source: CloudWatch user guide, "Notifying users on alarm changes", permissions of the topic.
   */
  allowAlarms(): void {
    const stack = Stack.of(this);
    this.topic.addToResourcePolicy(
      new iam.PolicyStatement({
        sid: 'AlarmsOfThisAccount',
        principals: [new iam.ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.topic.topicArn],
        conditions: {
          StringEquals: { 'aws:SourceAccount': stack.account },
          ArnLike: {
            'aws:SourceArn': stack.formatArn({
              service: 'cloudwatch',
              resource: 'alarm',
              resourceName: '*',
              arnFormat: ArnFormat.COLON_RESOURCE_NAME,
            }),
          },
        },
      }),
    );
  }
}
