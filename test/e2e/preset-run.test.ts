import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { DEFAULT_STACK_PREFIX } from '../../cli/aws/stack-prefix';
import { type EmbeddedAws } from '../../local/embedded-aws';
import { clientConfig } from '../../local/gateway/client-config';
import { type Application, startApplication, withEchoModel } from './support/application';

/** What a person sees of the Pipeline stack in the console. */
async function stackOutputs({ endpoint, region }: EmbeddedAws): Promise<Record<string, string>> {
  const client = new CloudFormationClient(clientConfig(endpoint, region));
  try {
    const { Stacks } = await client.send(
      new DescribeStacksCommand({ StackName: `${DEFAULT_STACK_PREFIX}-Pipeline` }),
    );
    return Object.fromEntries(
      (Stacks?.[0]?.Outputs ?? []).map(({ OutputKey = '', OutputValue = '' }) => [
        OutputKey,
        OutputValue,
      ]),
    );
  } finally {
    client.destroy();
  }
}

/** A preset of `config/default.json`, right after the deployment: nothing has been uploaded. */
describe('a preset', () => {
  let application: Application;

  beforeAll(async () => {
    application = await startApplication(withEchoModel());
  });
  afterAll(() => application.close());

  test('pasted from the stack outputs, runs on the data set that was deployed with it', async () => {
    const outputs = await stackOutputs(application.aws);
    expect(outputs.StartExecutionPage).toContain(application.stateMachineArn);
    const { execution, results } = await application.runToEnd(
      JSON.parse(outputs.InputOfPresetSmoke ?? ''),
    );
    expect(execution.status).toBe('SUCCEEDED');
    expect(results).toMatchObject({
      status: 'Completed',
      counts: { read: 50, rejected: 0, submitted: 50, scored: 50, failed: 0, missing: 0 },
      provenance: {
        settings: {
          prompt: 'Briefly summarize this text: {description}',
          hyperParameters: { do_sample: false },
          dataset: { idColumn: 'id', limit: 50 },
        },
        dataset: {
          uri: expect.stringMatching(/^s3:\/\/cdk-.*-assets-.*\/[0-9a-f]{64}\.jsonl$/) as string,
        },
      },
    });
  });

  test('twice gives the same numbers', async () => {
    const [first, second] = await Promise.all(
      [1, 2].map(() => application.runToEnd({ preset: 'smoke', dataset: { limit: 4 } })),
    );
    if (!first || !('rouge' in first.results)) throw new Error('the run did not complete');
    expect(first.results.counts.scored).toBe(4);
    expect(second?.results).toMatchObject({
      rouge: first.results.rouge,
      scores: first.results.scores,
    });
  });

  test('yields to what the input says', async () => {
    const { results } = await application.runToEnd({
      preset: 'smoke',
      dataset: { limit: 2, referenceColumn: null },
      prompt: 'Shorten: {description}',
    });
    expect(results).toMatchObject({
      counts: { read: 2, scored: 0, unscored: 2 },
      rouge: null,
      provenance: { settings: { prompt: 'Shorten: {description}' } },
    });
  });

  test('that the deployment does not have: the message lists those that there are', async () => {
    const { execution, results } = await application.runToEnd({ preset: 'smoek' });
    expect(execution).toMatchObject({ status: 'FAILED', error: 'InvalidRunRequest' });
    expect(results).toMatchObject({
      status: 'Failed',
      error: {
        message: expect.stringMatching(
          /^field 'preset' is "smoek", which this deployment does not have; valid: smoke \(.*\), sample \(.*\)\. Did you mean 'smoke'\?$/,
        ) as string,
      },
    });
  });
});
