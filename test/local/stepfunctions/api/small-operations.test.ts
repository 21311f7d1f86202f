import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  DescribeStateMachineCommand,
  ListTagsForResourceCommand,
  MissingRequiredParameter,
  ResourceNotFound,
  StartExecutionCommand,
  TagResourceCommand,
  TooManyTags,
  UntagResourceCommand,
  UpdateStateMachineCommand,
  ValidateStateMachineDefinitionCommand,
} from '@aws-sdk/client-sfn';
import { states } from '../interpreter-harness';
import { type ApiHarness, startApi } from './api-harness';

let api: ApiHarness;

beforeAll(async () => {
  api = await startApi();
});

afterAll(() => api.close());

const done = states({ Done: { Type: 'Succeed' } });

describe('tags', () => {
  const tagsOf = async (resourceArn: string) =>
    (await api.client.send(new ListTagsForResourceCommand({ resourceArn }))).tags;

  it('are given at creation, added, replaced and taken away', async () => {
    const { stateMachineArn: resourceArn = '' } = await api.client.send(
      new CreateStateMachineCommand({
        name: 'tagged',
        definition: JSON.stringify(done),
        roleArn: 'arn:aws:iam::123456789012:role/machine',
        tags: [{ key: 'a', value: '1' }],
      }),
    );
    const tags = [
      { key: 'a', value: '2' },
      { key: 'b', value: '3' },
    ];
    await api.client.send(new TagResourceCommand({ resourceArn, tags }));
    expect(await tagsOf(resourceArn)).toEqual(tags);
    await api.client.send(new UntagResourceCommand({ resourceArn, tagKeys: ['a', 'c'] }));
    expect(await tagsOf(resourceArn)).toEqual([{ key: 'b', value: '3' }]);
  });

  it('are at most 50, of what there is', async () => {
    const resourceArn = await api.create('many', done);
    const tags = Array.from({ length: 51 }, (_, index) => ({ key: `k${index}`, value: '' }));
    await expect(api.client.send(new TagResourceCommand({ resourceArn, tags }))).rejects.toThrow(
      TooManyTags,
    );
    await expect(tagsOf(`${resourceArn}-not`)).rejects.toThrow(ResourceNotFound);
  });
});

describe('ValidateStateMachineDefinition', () => {
  const validate = (definition: object, maxResults?: number) =>
    api.client.send(
      new ValidateStateMachineDefinitionCommand({
        definition: JSON.stringify(definition),
        maxResults,
      }),
    );

  it('finds nothing wrong', async () => {
    expect(await validate(done)).toMatchObject({ result: 'OK', diagnostics: [], truncated: false });
  });

  it('says what is wrong and where', async () => {
    const definition = states({ Only: { Type: 'Pass', Output: '{% 1 + %}', End: true } });
    expect(await validate(definition)).toMatchObject({
      result: 'FAIL',
      diagnostics: [
        {
          severity: 'ERROR',
          code: 'INVALID_JSONATA_EXPRESSION',
          location: '/States/Only/Output',
        },
      ],
    });
  });

  it('cuts a long list of findings', async () => {
    const definition = states({ A: { Type: 'Pass', Next: 'X' }, B: { Type: 'Succeed' } });
    const { diagnostics, truncated } = await validate(definition, 1);
    expect(diagnostics).toEqual([
      {
        severity: 'ERROR',
        code: 'MISSING_TRANSITION_TARGET',
        message: 'State B is not reachable',
      },
    ]);
    expect(truncated).toBe(true);
  });
});

it('describes without data on demand', async () => {
  const stateMachineArn = await api.create('metadata', done);
  const includedData = 'METADATA_ONLY';
  const machine = await api.client.send(
    new DescribeStateMachineCommand({ stateMachineArn, includedData }),
  );
  expect(machine.name).toBe('metadata');
  expect(machine.definition).toBeUndefined();
  const { executionArn } = await api.client.send(
    new StartExecutionCommand({ stateMachineArn, input: '{"secret":1}' }),
  );
  await api.clock.advance(0);
  const execution = await api.client.send(
    new DescribeExecutionCommand({ executionArn, includedData }),
  );
  expect(execution.status).toBe('SUCCEEDED');
  expect([execution.input, execution.output]).toEqual([undefined, undefined]);
});

it('refuses an update of nothing', async () => {
  const stateMachineArn = await api.create('unchanged', done);
  await expect(api.client.send(new UpdateStateMachineCommand({ stateMachineArn }))).rejects.toThrow(
    MissingRequiredParameter,
  );
});

it('refuses a member that it does not know, by name', async () => {
  const stateMachineArn = await api.create('strict', done);
  const request = new UpdateStateMachineCommand({ stateMachineArn, versionDescription: 'v' });
  await expect(api.client.send(request)).rejects.toThrow('versionDescription');
});
