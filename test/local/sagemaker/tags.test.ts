import { AddTagsCommand, DeleteTagsCommand, ListTagsCommand } from '@aws-sdk/client-sagemaker';
import { type Harness, startHarness } from './sagemaker-harness';

let harness: Harness;

beforeAll(async () => {
  harness = await startHarness();
  await harness.createModel('model');
  await harness.put('in/a', 'x');
});

afterAll(async () => harness.close());

test('the tags of a job are listed, added to, replaced and taken off', async () => {
  const { TransformJobArn: ResourceArn } = await harness.createJob('tagged', {
    Tags: [{ Key: 'run', Value: 'r-1' }],
  });
  const list = async () =>
    (await harness.sagemaker.send(new ListTagsCommand({ ResourceArn }))).Tags;
  expect(await list()).toEqual([{ Key: 'run', Value: 'r-1' }]);

  const Tags = [
    { Key: 'run', Value: 'r-2' },
    { Key: 'team', Value: '' },
  ];
  expect((await harness.sagemaker.send(new AddTagsCommand({ ResourceArn, Tags }))).Tags).toEqual(
    Tags,
  );
  await harness.sagemaker.send(new DeleteTagsCommand({ ResourceArn, TagKeys: ['run'] }));
  expect(await list()).toEqual([{ Key: 'team', Value: '' }]);
  await harness.ended('tagged');
});

test('a resource that does not exist has no tags to list', async () => {
  const ResourceArn = 'arn:aws:sagemaker:eu-west-1:123456789012:model/nobody';
  await expect(harness.sagemaker.send(new ListTagsCommand({ ResourceArn }))).rejects.toMatchObject({
    name: 'ValidationException',
    message: `The resource ${ResourceArn} does not exist.`,
  });
});
