import {
  executionLink,
  jobLogsLink,
  objectLink,
  stateMachineLink,
  transformJobLink,
} from '../../../domain/run/deep-link';

test.each([
  {
    link: executionLink('arn:aws:states:eu-west-1:123456789012:execution:machine:nightly'),
    url: 'https://eu-west-1.console.aws.amazon.com/states/home?region=eu-west-1#/v2/executions/details/arn:aws:states:eu-west-1:123456789012:execution:machine:nightly',
  },
  {
    link: stateMachineLink('eu-west-1', 'arn:aws:states:eu-west-1:123456789012:stateMachine:run'),
    url: 'https://eu-west-1.console.aws.amazon.com/states/home?region=eu-west-1#/statemachines/view/arn:aws:states:eu-west-1:123456789012:stateMachine:run',
  },
  {
    link: transformJobLink('us-east-1', 'nightly-p1-a1'),
    url: 'https://us-east-1.console.aws.amazon.com/sagemaker/home?region=us-east-1#/transform-jobs/nightly-p1-a1',
  },
  {
    link: transformJobLink('cn-north-1', 'job'),
    url: 'https://cn-north-1.console.amazonaws.cn/sagemaker/home?region=cn-north-1#/transform-jobs/job',
  },
  {
    link: jobLogsLink('us-east-1', 'nightly-p1-a1'),
    url: 'https://us-east-1.console.aws.amazon.com/cloudwatch/home?region=us-east-1#logsV2:log-groups/log-group/$252Faws$252Fsagemaker$252FTransformJobs$3FlogStreamNameFilter$3Dnightly-p1-a1$252F',
  },
  {
    link: jobLogsLink('us-gov-west-1', 'job'),
    url: 'https://us-gov-west-1.console.amazonaws-us-gov.com/cloudwatch/home?region=us-gov-west-1#logsV2:log-groups/log-group/$252Faws$252Fsagemaker$252FTransformJobs$3FlogStreamNameFilter$3Djob$252F',
  },
  {
    link: objectLink('cn-north-1', { bucket: 'data-bucket', key: 'runs/nightly/results.json' }),
    url: 'https://cn-north-1.console.amazonaws.cn/s3/object/data-bucket?region=cn-north-1&prefix=runs%2Fnightly%2Fresults.json',
  },
])('$url', ({ link, url }) => {
  expect(link).toBe(url);
});
