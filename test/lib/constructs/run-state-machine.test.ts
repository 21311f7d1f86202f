import { type Template } from 'aws-cdk-lib/assertions';
import * as z from 'zod';
import { asText, statementsOf } from '../support/statements';
import { synthesize, testConfig } from '../support/synthesize';

const versionSchema = z.object({
  Properties: z.object({ FunctionName: z.object({ Ref: z.string() }) }),
});
const machineSchema = z.object({ Properties: z.object({ DefinitionString: z.unknown() }) });

let template: Template;
beforeAll(async () => {
  template = (await synthesize(testConfig())).templates.pipeline;
});

/** Logical id of the version -> that of its function. */
function versions(): Map<string, string> {
  const found = Object.entries(template.findResources('AWS::Lambda::Version'));
  return new Map(
    found.map(([id, version]) => [id, versionSchema.parse(version).Properties.FunctionName.Ref]),
  );
}
function definition(): string {
  const [machine] = Object.values(template.findResources('AWS::StepFunctions::StateMachine'));
  return asText(machineSchema.parse(machine).Properties.DefinitionString);
}

it('calls one published version of each function, and no function by its changing self', () => {
  // asText writes {Ref: X} as ${X}: of a Version, that is its ARN with the number.
  const called = [...definition().matchAll(/"FunctionName":"([^"]*)"/g)].map(([, arn]) => arn);
  expect(new Set(called)).toEqual(new Set([...versions().keys()].map((id) => `\${${id}}`)));
  expect(new Set(versions().values()).size).toBe(7);
  expect(definition()).not.toContain('.Arn}');
});

it('keeps each version for runs in flight, but not one that a rollback made in vain', () => {
  expect(versions().size).toBe(7);
  template.allResources('AWS::Lambda::Version', {
    DeletionPolicy: 'RetainExceptOnCreate',
    UpdateReplacePolicy: 'Retain',
  });
});

it('may call every version of the seven functions, and nothing unpublished', () => {
  const [rights] = statementsOf(template, 'PipelineRunRole').filter(({ actions }) =>
    actions.includes('lambda:InvokeFunction'),
  );
  const functions = [...versions().values()].map((id) => `\${${id}.Arn}:*`);
  expect(rights?.resources.toSorted()).toEqual(functions.toSorted());
});
