import { readableNames } from '../../../scripts/iam-mutate/readable-names';

const names = readableNames([
  { logicalId: 'PipelineRunRole0123ABCD', physicalId: 'Text2TextBatch-Pipeline-PipelineRun-X1' },
  { logicalId: 'Topic0123ABCD', physicalId: 'arn:aws:sns:us-east-1:1:Text2TextBatch-Topic-Y2' },
  { logicalId: 'Longer0123ABCD', physicalId: 'Text2TextBatch-Pipeline-PipelineRun-X1-and-more' },
  { logicalId: 'Data0123ABCD', physicalId: 'data' },
]);

it('puts the name of the template for the one that was made up', () => {
  expect(names('the log /aws/sns/Text2TextBatch-Topic-Y2')).toBe('the log /aws/sns/Topic');
  expect(names('Text2TextBatch-Pipeline-PipelineRun-X1')).toBe('PipelineRunRole');
});

it('takes the longest name that fits, and leaves ordinary words alone', () => {
  expect(names('Text2TextBatch-Pipeline-PipelineRun-X1-and-more data')).toBe('Longer data');
});
