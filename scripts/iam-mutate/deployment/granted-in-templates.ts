import { type App } from 'aws-cdk-lib';
import * as z from 'zod';

/** A statement that a role of the templates has, as the table of mutations names it. */
export interface TemplateStatement {
  /** Its logical id without the hash. */
  readonly role: string;
  readonly actions: readonly string[];
}

const listOfTexts = z.union([z.string().transform((text) => [text]), z.array(z.string())]);
const document = z.object({
  Statement: z.array(z.object({ Effect: z.string(), Action: listOfTexts })),
});
const resource = z.object({
  Type: z.string(),
  Properties: z
    .object({
      Policies: z.array(z.object({ PolicyDocument: document })).default([]),
      PolicyDocument: z.unknown().optional(),
      Roles: z.array(z.object({ Ref: z.string() })).default([]),
    })
    .default({ Policies: [], Roles: [] }),
});
const template = z.object({ Resources: z.record(z.string(), z.unknown()) });
/** What of a template can give a role a right. */
const TYPES = ['AWS::IAM::Role', 'AWS::IAM::Policy'];

/** Every statement by which a role of the app may do something, before anything is deployed. */
export function statementsInTemplates(app: App): TemplateStatement[] {
  return app.synth().stacks.flatMap((stack) =>
    Object.entries(template.parse(stack.template).Resources).flatMap(([logicalId, each]) => {
      if (!TYPES.includes(z.object({ Type: z.string() }).parse(each).Type)) return [];
      const { Type, Properties } = resource.parse(each);
      if (Type === 'AWS::IAM::Role') {
        return Properties.Policies.flatMap(({ PolicyDocument }) =>
          allowed(PolicyDocument, logicalId),
        );
      }
      return Properties.Roles.flatMap(({ Ref }) =>
        allowed(document.parse(Properties.PolicyDocument), Ref),
      );
    }),
  );
}

function allowed({ Statement }: z.output<typeof document>, logicalId: string): TemplateStatement[] {
  return Statement.filter(({ Effect }) => Effect === 'Allow').map(({ Action }) => ({
    role: logicalId.replace(/[0-9A-F]{8}$/u, ''),
    actions: Action,
  }));
}
