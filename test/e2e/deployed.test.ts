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
  let functionNames: string[];

  beforeAll(async () => {
    application = await startApplication(withEchoModel());
    const stack = application.aws.cloudFormation.stack('Text2TextBatch-Pipeline');
    functionNames = [...stack.resources.values()]
      .filter(({ type }) => type === 'AWS::Lambda::Function')
      .map(({ state }) => state.physicalId);
  });
  afterAll(() => application.close());

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
    const loaded = functionNames.map(
      (name) => application.aws.describeFunction(name).code.fileHashes['index.js'],
    );
    expect(loaded).toHaveLength(7);
    expect(loaded.toSorted()).toEqual(assetHashes.toSorted());
  });

  test("a function's environment is the template's variables", () => {
    for (const name of functionNames) {
      expect(application.aws.describeFunction(name).config.environment).toEqual({
        DATA_BUCKET: application.bucket,
      });
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
    const { Resources } = templateSchema.parse(
      readAssembly('Text2TextBatch-Pipeline.template.json'),
    );
    const synthesized = Object.values(Resources).find(
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
