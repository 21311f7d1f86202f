import { DescribeExecutionCommand } from '@aws-sdk/client-sfn';
import { until } from '../support/until';
import {
  type Application,
  jsonLines,
  startApplication,
  withEchoModel,
} from './support/application';
import { type Role } from '../../local/iam/identity-store';

/** Each role has what its work takes, and no more: less is told by who lacks which right on what. */
describe('a run whose roles lack a right', () => {
  let application: Application;
  const records = [{ id: 'a', text: 'the cat sat on the mat', reference: 'the cat sat' }];

  beforeAll(async () => {
    application = await startApplication(withEchoModel());
  });
  afterAll(() => application.close());

  /** Takes an action away from the role whose name has this part; gives it back after `work`. */
  async function without<T>(part: string, action: string, work: () => Promise<T>): Promise<T> {
    const { identities } = application.aws;
    const role = identities.roles().find(({ arn }) => arn.includes(part));
    if (!role) throw new Error(`No role has ${part} in its name`);
    const name = nameOf(role);
    const policies = [...role.inlinePolicies];
    for (const [policy, document] of policies) {
      identities.putInlinePolicy(name, policy, withoutAction(document, action));
    }
    try {
      return await work();
    } finally {
      for (const [policy, document] of policies) {
        identities.putInlinePolicy(name, policy, document);
      }
    }
  }

  async function run(): Promise<string> {
    const uri = await application.putDataset('one.jsonl', jsonLines(records));
    const { execution, results } = await application.runToEnd({ dataset: { uri, idColumn: 'id' } });
    expect(execution.status).toBe('FAILED');
    expect(results.status).toBe('Failed');
    return JSON.stringify(results);
  }

  test('a function that may not start the job says so in results.json', async () => {
    const said = await without('FunctionsStart', 'sagemaker:CreateTransformJob', run);
    expect(said).toContain('AccessDenied');
    expect(said).toMatch(
      /assumed-role\/[^/]*FunctionsStart[^/]*\/\S+ is not authorized to perform: sagemaker:CreateTransformJob on resource: arn:aws:sagemaker:/,
    );
  });

  test("a model's role that may not read the input ends the job", async () => {
    const said = await without('echoRole', 's3:GetObject', run);
    expect(said).toMatch(/s3:GetObject/);
  });

  test('a state machine that may not call its functions fails at the first one', async () => {
    const uri = await application.putDataset('one.jsonl', jsonLines(records));
    const { error, cause } = await without('PipelineRunRole', 'lambda:InvokeFunction', async () => {
      const { executionArn } = await application.start({ dataset: { uri, idColumn: 'id' } });
      return until(async () => {
        const describe = new DescribeExecutionCommand({ executionArn });
        const execution = await application.stepFunctions.send(describe);
        return execution.status === 'RUNNING' ? undefined : execution;
      });
    });
    expect(error).toBe('Lambda.AWSLambdaException');
    expect(cause).toMatch(
      /PipelineRunRole\S+ is not authorized to perform: lambda:InvokeFunction on resource: arn:aws:lambda:/,
    );
  });
});

function nameOf({ arn }: Role): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}

interface Statement {
  readonly Action: string | readonly string[];
}

function withoutAction(document: unknown, action: string): unknown {
  const { Statement, ...rest } = document as { Statement: readonly Statement[] };
  const left = Statement.map((statement) => ({
    ...statement,
    Action: [statement.Action].flat().filter((name) => name !== action),
  })).filter(({ Action }) => Action.length > 0);
  return { ...rest, Statement: left };
}
