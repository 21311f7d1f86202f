import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DescribeStateMachineForExecutionCommand } from '@aws-sdk/client-sfn';
import * as z from 'zod';
import {
  type Application,
  jsonLines,
  startApplication,
  withEchoModel,
} from './support/application';

const assetsSchema = z.object({
  files: z.record(
    z.string(),
    z.object({ displayName: z.string(), source: z.object({ path: z.string() }) }),
  ),
});
const templateSchema = z.object({
  Resources: z.record(
    z.string(),
    z.object({ Type: z.string(), Properties: z.record(z.string(), z.unknown()).optional() }),
  ),
});

/** What runs here is what `cdk deploy` would deploy: the bundles, the definition, the environment. */
describe('the deployed application', () => {
  let application: Application;
  /** ARNs of the published versions: what executions call. */
  let versionArns: string[];

  beforeAll(async () => {
    application = await startApplication(withEchoModel());
    const stack = application.aws.cloudFormation.stack('Text2TextBatch-Pipeline');
    versionArns = [...stack.resources.values()]
      .filter(({ type }) => type === 'AWS::Lambda::Version')
      .map(({ state }) => state.physicalId);
  });
  afterAll(() => application.close());

  const template = () =>
    templateSchema.parse(readAssembly('Text2TextBatch-Pipeline.template.json'));
  const describeFunction = (logicalId: string) => {
    const stack = application.aws.cloudFormation.stack('Text2TextBatch-Pipeline');
    return application.aws.describeFunction(stack.resources.get(logicalId)?.state.physicalId ?? '');
  };
  const readAssembly = (file: string): unknown =>
    JSON.parse(readFileSync(join(application.assembly, file), 'utf8'));

  test('each loaded bundle has the hash of its asset in the manifest', () => {
    const { files } = assetsSchema.parse(readAssembly('Text2TextBatch-Pipeline.assets.json'));
    const assetHashes = Object.values(files)
      .filter(({ displayName }) => displayName.endsWith('Function/Code'))
      .map(({ source }) =>
        createHash('sha256')
          .update(readFileSync(join(application.assembly, source.path, 'index.js')))
          .digest('hex'),
      );
    const loaded = functionsOf(template()).map(
      ({ logicalId }) => describeFunction(logicalId).code.fileHashes['index.js'],
    );
    expect(new Set(loaded).size).toBeGreaterThanOrEqual(7);
    expect(loaded.toSorted()).toEqual(assetHashes.toSorted());
  });

  test("a function's environment is the template's variables, references resolved", () => {
    for (const { logicalId, variables } of functionsOf(template())) {
      const { environment } = describeFunction(logicalId).config;
      expect(Object.keys(environment)).toEqual(Object.keys(variables));
      expect(environment).toMatchObject(literalsOf(variables));
      expect(Object.values(environment).join()).not.toMatch(/\[object|undefined|\$\{/);
      if ('DATA_BUCKET' in variables) expect(environment.DATA_BUCKET).toBe(application.bucket);
    }
  });

  test('a published version is its function: the same bundle, the same environment', () => {
    expect(versionArns).toHaveLength(7);
    for (const arn of versionArns) {
      const published = application.aws.describeFunction(arn);
      const latest = application.aws.describeFunction(arn.replace(/:\d+$/, ''));
      expect([published.version, latest.version]).toEqual(['1', '$LATEST']);
      expect(published.code.fileHashes).toEqual(latest.code.fileHashes);
      expect(published.config).toEqual(latest.config);
    }
  });

  test('an execution runs the synthesized definition', async () => {
    const uri = await application.putDataset(
      'one.jsonl',
      jsonLines([{ text: 'a', reference: 'a' }]),
    );
    const { executionArn } = await application.runToEnd({ dataset: { uri, idColumn: null } });
    const { definition = '' } = await application.stepFunctions.send(
      new DescribeStateMachineForExecutionCommand({ executionArn }),
    );
    for (const arn of versionArns) expect(definition).toContain(`"FunctionName":"${arn}"`);
    const synthesized = Object.values(template().Resources).find(
      ({ Type }) => Type === 'AWS::StepFunctions::StateMachine',
    )?.Properties?.DefinitionString;
    expect(literalParts(synthesized).every((part) => definition.includes(part))).toBe(true);
    expect(literalParts(synthesized).join('').length).toBeGreaterThan(definition.length * 0.8);
  });
});

/** The literal pieces of an Fn::Join, in order; the rest is filled in at deployment. */
function literalParts(join: unknown): string[] {
  const [, parts] = z
    .object({ 'Fn::Join': z.tuple([z.string(), z.array(z.unknown())]) })
    .parse(join)['Fn::Join'];
  return parts.filter((part) => typeof part === 'string');
}

const environmentSchema = z.object({
  Environment: z.object({ Variables: z.record(z.string(), z.unknown()) }),
});

function functionsOf({ Resources }: z.infer<typeof templateSchema>) {
  return Object.entries(Resources)
    .filter(([, { Type }]) => Type === 'AWS::Lambda::Function')
    .map(([logicalId, { Properties }]) => ({
      logicalId,
      variables: environmentSchema.parse(Properties).Environment.Variables,
    }));
}

/** Variables whose value the template gives as text. */
function literalsOf(variables: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(variables).filter(([, value]) => typeof value === 'string'),
  );
}
