import { type EmbeddedServices } from '../embedded-services';
import { type ResourceProvider } from '../resource-provider';
import { scalableTargetProvider, scalingPolicyProvider } from './application-auto-scaling';
import { ruleProvider } from './events-rule';
import { managedPolicyProvider } from './iam-managed-policy';
import { policyProvider } from './iam-policy';
import { roleProvider } from './iam-role';
import { inertProviders } from './inert';
import { keyAliasProvider } from './kms-alias';
import { keyProvider } from './kms-key';
import { aliasProvider } from './lambda-alias';
import { eventInvokeConfigProvider } from './lambda-event-invoke-config';
import { functionProvider } from './lambda-function';
import { permissionProvider } from './lambda-permission';
import { versionProvider } from './lambda-version';
import { logGroupProvider } from './logs-group';
import { bucketProvider } from './s3-bucket';
import { bucketPolicyProvider } from './s3-bucket-policy';
import { endpointProvider } from './sagemaker-endpoint';
import { endpointConfigProvider } from './sagemaker-endpoint-config';
import { modelProvider } from './sagemaker-model';
import { scheduleProvider } from './scheduler-schedule';
import { scheduleGroupProvider } from './scheduler-schedule-group';
import { subscriptionProvider } from './sns-subscription';
import { topicProvider } from './sns-topic';
import { topicPolicyProvider } from './sns-topic-policy';
import { queueProvider } from './sqs-queue';
import { queuePolicyProvider } from './sqs-queue-policy';
import { stateMachineProvider } from './states-state-machine';

/** All resource types that can be deployed, each with its provider. */
export function resourceProviders(services: EmbeddedServices): Map<string, ResourceProvider> {
  return new Map([
    ['AWS::ApplicationAutoScaling::ScalableTarget', scalableTargetProvider()],
    ['AWS::ApplicationAutoScaling::ScalingPolicy', scalingPolicyProvider(services)],
    ['AWS::Events::Rule', ruleProvider(services)],
    ['AWS::IAM::ManagedPolicy', managedPolicyProvider(services)],
    ['AWS::IAM::Policy', policyProvider(services)],
    ['AWS::IAM::Role', roleProvider(services)],
    ['AWS::KMS::Alias', keyAliasProvider(services)],
    ['AWS::KMS::Key', keyProvider(services)],
    ['AWS::Lambda::Alias', aliasProvider(services)],
    ['AWS::Lambda::EventInvokeConfig', eventInvokeConfigProvider(services)],
    ['AWS::Lambda::Function', functionProvider(services)],
    ['AWS::Lambda::Permission', permissionProvider(services)],
    ['AWS::Lambda::Version', versionProvider(services)],
    ['AWS::Logs::LogGroup', logGroupProvider(services)],
    ['AWS::S3::Bucket', bucketProvider(services)],
    ['AWS::S3::BucketPolicy', bucketPolicyProvider(services)],
    ['AWS::SageMaker::Endpoint', endpointProvider(services)],
    ['AWS::SageMaker::EndpointConfig', endpointConfigProvider(services)],
    ['AWS::SageMaker::Model', modelProvider(services)],
    ['AWS::Scheduler::Schedule', scheduleProvider(services)],
    ['AWS::Scheduler::ScheduleGroup', scheduleGroupProvider(services)],
    ['AWS::SNS::Subscription', subscriptionProvider(services)],
    ['AWS::SNS::Topic', topicProvider(services)],
    ['AWS::SNS::TopicPolicy', topicPolicyProvider(services)],
    ['AWS::SQS::Queue', queueProvider(services)],
    ['AWS::SQS::QueuePolicy', queuePolicyProvider(services)],
    ['AWS::StepFunctions::StateMachine', stateMachineProvider(services)],
    ...inertProviders(services),
  ]);
}
