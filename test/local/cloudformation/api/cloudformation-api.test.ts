import {
  CancelUpdateStackCommand,
  DescribeStacksCommand,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import { type ApiOfThings, apiOfThings } from './api-of-things';

let api: ApiOfThings;
beforeAll(async () => {
  api = await apiOfThings();
  await api.deploy({});
});
afterAll(() => api.close());

test('an unknown stack is the ValidationError that clients look for', async () => {
  await expect(api.client.send(new DescribeStacksCommand({ StackName: 'Nope' }))).rejects.toThrow(
    expect.objectContaining({
      name: 'ValidationError',
      message: 'Stack with id Nope does not exist',
    }) as Error,
  );
});

test('an action that is not supported is refused by its name', async () => {
  await expect(api.client.send(new CancelUpdateStackCommand({ StackName: 'S' }))).rejects.toThrow(
    /The embedded AWS does not support 'CancelUpdateStack'. Supported: Create/,
  );
});

test('a parameter that is not supported is refused by its name', async () => {
  const StackPolicyBody = '{}';
  await expect(
    api.client.send(
      new UpdateStackCommand({ StackName: 'S', TemplateBody: '{}', StackPolicyBody }),
    ),
  ).rejects.toThrow('the embedded AWS does not support StackPolicyBody');
});
