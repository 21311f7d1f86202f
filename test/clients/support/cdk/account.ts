import { CloudFormationClient, ListStacksCommand } from '@aws-sdk/client-cloudformation';
import { CloudWatchLogsClient, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { EventBridgeClient, ListRulesCommand } from '@aws-sdk/client-eventbridge';
import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import {
  ListEndpointConfigsCommand,
  ListEndpointsCommand,
  ListModelsCommand,
  SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import {
  ListScheduleGroupsCommand,
  ListSchedulesCommand,
  SchedulerClient,
} from '@aws-sdk/client-scheduler';
import { ListStateMachinesCommand, SFNClient } from '@aws-sdk/client-sfn';
import { ListTopicsCommand, SNSClient } from '@aws-sdk/client-sns';
import { ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { clientConfig } from '../../../../local/gateway/client-config';
import { functionNames, roleNames } from '../functions-and-roles';

/** What stands in the account, by service, as its own clients see it. */
export interface Account {
  readonly cloudFormation: CloudFormationClient;
  readonly s3: S3Client;
  readonly sqs: SQSClient;
  inventory(): Promise<readonly string[]>;
  close(): void;
}

/** The bucket of assets, the logs of mails and the group of schedules without one are no stack's. */
const NOT_OF_STACKS =
  /^(bucket cdk-hnb659fds-assets-|log group \/aws\/sns\/|schedule group default$)/;

export function accountOf(endpoint: string): Account {
  const config = clientConfig(endpoint, 'us-east-1');
  const cloudFormation = new CloudFormationClient(config);
  const s3 = new S3Client(config);
  const sqs = new SQSClient(config);
  const sagemaker = new SageMakerClient(config);
  const stepFunctions = new SFNClient(config);
  const [logs, events] = [new CloudWatchLogsClient(config), new EventBridgeClient(config)];
  const [scheduler, sns] = [new SchedulerClient(config), new SNSClient(config)];
  const all = [cloudFormation, s3, sqs, sagemaker, stepFunctions, logs, events, scheduler, sns];
  return {
    cloudFormation,
    s3,
    sqs,
    async inventory() {
      const { StackSummaries = [] } = await cloudFormation.send(new ListStacksCommand({}));
      const { Buckets = [] } = await s3.send(new ListBucketsCommand({}));
      const { QueueUrls = [] } = await sqs.send(new ListQueuesCommand({}));
      const { Models = [] } = await sagemaker.send(new ListModelsCommand({}));
      const { Endpoints = [] } = await sagemaker.send(new ListEndpointsCommand({}));
      const { EndpointConfigs = [] } = await sagemaker.send(new ListEndpointConfigsCommand({}));
      const { stateMachines = [] } = await stepFunctions.send(new ListStateMachinesCommand({}));
      const { logGroups = [] } = await logs.send(new DescribeLogGroupsCommand({}));
      const { Rules = [] } = await events.send(new ListRulesCommand({}));
      const { Schedules = [] } = await scheduler.send(new ListSchedulesCommand({}));
      const { ScheduleGroups = [] } = await scheduler.send(new ListScheduleGroupsCommand({}));
      const { Topics = [] } = await sns.send(new ListTopicsCommand({}));
      const live = StackSummaries.filter(({ StackStatus }) => StackStatus !== 'DELETE_COMPLETE');
      return [
        ...live.map(({ StackName }) => `stack ${StackName}`),
        ...Buckets.map(({ Name }) => `bucket ${Name}`),
        ...QueueUrls.map((url) => `queue ${url}`),
        ...(await functionNames(endpoint)).map((name) => `function ${name}`),
        ...(await roleNames(endpoint)).map((name) => `role ${name}`),
        ...Models.map(({ ModelName }) => `model ${ModelName}`),
        ...Endpoints.map(({ EndpointName }) => `endpoint ${EndpointName}`),
        ...EndpointConfigs.map(({ EndpointConfigName }) => `endpoint config ${EndpointConfigName}`),
        ...stateMachines.map(({ name }) => `state machine ${name}`),
        ...logGroups.map(({ logGroupName }) => `log group ${logGroupName}`),
        ...Rules.map(({ Name }) => `rule ${Name}`),
        ...Schedules.map(({ Name }) => `schedule ${Name}`),
        ...ScheduleGroups.map(({ Name }) => `schedule group ${Name}`),
        ...Topics.map(({ TopicArn }) => `topic ${TopicArn}`),
      ].filter((name) => !NOT_OF_STACKS.test(name));
    },
    close() {
      for (const client of all) client.destroy();
    },
  };
}
