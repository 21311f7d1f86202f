import { placedProviders } from '../../../../local/cloudformation/providers/placed-providers';
import { resourceProviders } from '../../../../local/cloudformation/providers';
import { placeServices, type PlacementOptions } from '../../../../local/placement';
import { type ProviderHarness, providerHarness } from './provider-harness';

let harness: ProviderHarness;
beforeAll(() => {
  harness = providerHarness();
});
afterAll(() => harness.close());

function refusedWith(options: PlacementOptions): string[] {
  const all = resourceProviders(harness.services);
  const placed = placedProviders(all, placeServices(options));
  return [...all.keys()].filter((type) => !placed.has(type)).sort();
}

const URL = 'http://127.0.0.1:4567';

test('with all services in the process, every type can be made', () => {
  expect(refusedWith({})).toEqual([]);
});

test('models and endpoints are made in a SageMaker elsewhere, too', () => {
  expect(refusedWith({ endpoints: { sagemaker: URL } })).toEqual([]);
});

test('what no process here has cannot be made from here', () => {
  expect(refusedWith({ only: ['cloudformation', 'lambda', 's3'] })).toEqual([
    'AWS::Events::Rule',
    'AWS::Logs::LogGroup',
    'AWS::Logs::MetricFilter',
    'AWS::Logs::QueryDefinition',
    'AWS::Logs::ResourcePolicy',
    'AWS::SNS::Subscription',
    'AWS::SNS::Topic',
    'AWS::SNS::TopicPolicy',
    'AWS::SQS::Queue',
    'AWS::SQS::QueuePolicy',
    'AWS::SageMaker::Endpoint',
    'AWS::SageMaker::EndpointConfig',
    'AWS::SageMaker::Model',
    'AWS::Scheduler::Schedule',
    'AWS::Scheduler::ScheduleGroup',
    'AWS::StepFunctions::StateMachine',
  ]);
});

test('nor can buckets, queues and the like in services elsewhere', () => {
  expect(refusedWith({ endpoints: { s3: URL, sqs: URL } })).toEqual([
    'AWS::S3::Bucket',
    'AWS::S3::BucketPolicy',
    'AWS::SQS::Queue',
    'AWS::SQS::QueuePolicy',
  ]);
});
