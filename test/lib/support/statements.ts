import { type Template } from 'aws-cdk-lib/assertions';
import * as z from 'zod';

const oneOrMany = z.union([z.unknown(), z.array(z.unknown())]);
const statementSchema = z.object({
  Effect: z.string(),
  Action: z.union([z.string(), z.array(z.string())]),
  Resource: oneOrMany,
  Condition: z.record(z.string(), z.unknown()).optional(),
});
const documentSchema = z.object({ Statement: z.array(statementSchema) });
const roleSchema = z.object({
  Properties: z.object({
    Policies: z.array(z.object({ PolicyDocument: documentSchema })).optional(),
  }),
});
const policySchema = z.object({
  Properties: z.object({
    PolicyDocument: documentSchema,
    Roles: z.array(z.object({ Ref: z.string() })),
  }),
});

export interface Statement {
  readonly actions: readonly string[];
  /** Intrinsics joined to a text: `arn:aws:s3:::bucket/${AWS::AccountId}`. */
  readonly resources: readonly string[];
  readonly condition: Readonly<Record<string, unknown>> | undefined;
}

/**
 * What is allowed to every role whose logical id begins with `role`: of its policies beside it and of
 * those inside it.
 */
export function statementsOf(template: Template, role = ''): Statement[] {
  const beside = Object.values(template.findResources('AWS::IAM::Policy'))
    .map((policy) => policySchema.parse(policy).Properties)
    .filter(({ Roles }) => Roles.some(({ Ref }) => Ref.startsWith(role)));
  const inside = Object.entries(template.findResources('AWS::IAM::Role'))
    .filter(([logicalId]) => logicalId.startsWith(role))
    .flatMap(([, resource]) => roleSchema.parse(resource).Properties.Policies ?? []);
  return [...beside, ...inside]
    .flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
    .filter(({ Effect }) => Effect === 'Allow')
    .map(({ Action, Resource, Condition }) => ({
      actions: [Action].flat(),
      resources: (Array.isArray(Resource) ? Resource : [Resource]).map(asText),
      condition: Condition,
    }));
}

/** An intrinsic as one readable text. */
export function asText(value: unknown): string {
  if (typeof value === 'string') return value;
  const parsed = z
    .union([
      z.object({ 'Fn::Join': z.tuple([z.string(), z.array(z.unknown())]) }),
      z.object({ 'Fn::Sub': z.string() }),
      z.object({ 'Fn::ImportValue': z.string() }),
      z.object({ 'Fn::GetAtt': z.array(z.string()) }),
      z.object({ Ref: z.string() }),
    ])
    .parse(value);
  if ('Fn::Join' in parsed) return parsed['Fn::Join'][1].map(asText).join(parsed['Fn::Join'][0]);
  if ('Fn::Sub' in parsed) return parsed['Fn::Sub'];
  if ('Fn::GetAtt' in parsed) return `\${${parsed['Fn::GetAtt'].join('.')}}`;
  // `Stack:ExportsOutputFnGetAttData666C94C7Arn0D7E21B7` -> `${Data.Arn}`, whatever the hashes.
  if ('Fn::ImportValue' in parsed) {
    const match = /Exports?Output(?:Ref|FnGetAtt)([A-Za-z]+?)[0-9A-F]{8}(Arn)?/.exec(
      parsed['Fn::ImportValue'],
    );
    return `\${${match?.[1] ?? parsed['Fn::ImportValue']}${match?.[2] === undefined ? '' : '.Arn'}}`;
  }
  return `\${${parsed.Ref}}`;
}
