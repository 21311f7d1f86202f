import { executionLink, transformJobLink } from '../../../domain/run/deep-link';

test.each([
  {
    link: executionLink('arn:aws:states:eu-west-1:123456789012:execution:machine:nightly'),
    url: 'https://eu-west-1.console.aws.amazon.com/states/home?region=eu-west-1#/v2/executions/details/arn:aws:states:eu-west-1:123456789012:execution:machine:nightly',
  },
  {
    link: transformJobLink('us-east-1', 'nightly-p1-a1'),
    url: 'https://us-east-1.console.aws.amazon.com/sagemaker/home?region=us-east-1#/transform-jobs/nightly-p1-a1',
  },
  {
    link: transformJobLink('cn-north-1', 'job'),
    url: 'https://cn-north-1.console.amazonaws.cn/sagemaker/home?region=cn-north-1#/transform-jobs/job',
  },
])('$url', ({ link, url }) => {
  expect(link).toBe(url);
});
