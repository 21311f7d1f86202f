import { type App } from 'aws-cdk-lib';
import * as z from 'zod';
import { everyFeature } from './every-feature';
import { conditionText, type PolicyDocument, policyDocumentSchema } from './policy-document';
import { templateResources, type TemplateResource } from './readable-template';

const roleSchema = z.object({
  AssumeRolePolicyDocument: policyDocumentSchema,
  Policies: z.array(z.object({ PolicyDocument: policyDocumentSchema })).default([]),
});
const policySchema = z.object({
  PolicyDocument: policyDocumentSchema,
  Roles: z.array(z.unknown()),
});

/** One action on one resource: what is left of a statement, however the CDK has put them together. */
export interface Right {
  readonly action: string;
  /** `<Data>/runs/*`; of the same construct as the role, `<its Logs>`. */
  readonly resource: string;
  /** Empty: none. */
  readonly condition: string;
}

export interface Role {
  /** What it is the role of: `Functions/PlanRun`. */
  readonly name: string;
  /** `lambda.amazonaws.com`. */
  readonly takenBy: string;
  /** Under which it may be taken. Empty: none. */
  readonly condition: string;
  readonly rights: readonly Right[];
}

/** Every role of an app, with what the policies in it and beside it allow. */
export function rolesOf(app: App): Role[] {
  const resources = templateResources(app);
  const policies = resources
    .filter(({ type }) => type === 'AWS::IAM::Policy' || type === 'AWS::IAM::ManagedPolicy')
    .map((resource) => ({ ...policySchema.parse(resource.properties), resource }));
  return resources
    .filter(({ type }) => type === 'AWS::IAM::Role')
    .map((resource) => {
      const { AssumeRolePolicyDocument, Policies } = roleSchema.parse(resource.properties);
      const name = resource.path.replace(/\/Role$/, '');
      const inside = Policies.map((policy) => ({ ...policy, resource }));
      const beside = policies.filter(({ Roles, resource: policy }) =>
        Roles.some((role) => policy.text(role) === `<${resource.path}>`),
      );
      return {
        name,
        ...trustIn(AssumeRolePolicyDocument, resource),
        rights: [...inside, ...beside].flatMap((policy) =>
          rightsIn(policy.PolicyDocument, policy.resource, name),
        ),
      };
    });
}

function trustIn(
  { Statement: [trust] }: PolicyDocument,
  { text, path }: TemplateResource,
): Pick<Role, 'takenBy' | 'condition'> {
  if (trust === undefined) throw new Error(`nobody may take the role ${path}`);
  const takenBy = Object.values(trust.Principal ?? {})
    .map(text)
    .join(', ');
  return { takenBy, condition: conditionText(trust, (value) => inGeneral(text(value))) };
}

function rightsIn(
  { Statement }: PolicyDocument,
  resource: TemplateResource,
  role: string,
): Right[] {
  const textOf = (value: unknown): string => inGeneral(resource.text(value));
  return Statement.filter(({ Effect }) => Effect === 'Allow').flatMap((statement) =>
    statement.Resource.flatMap((value) =>
      statement.Action.map((action) => ({
        action,
        resource: textOf(value).replace(`<${role}/`, '<its '),
        condition: conditionText(statement, textOf),
      })),
    ),
  );
}

/** With what differs from deployment to deployment by its kind. */
function inGeneral(text: string): string {
  return text
    .replaceAll(everyFeature.encryptionKeyArn, '<EncryptionKey/Key>')
    .replace(/(?<=[:.-])[a-z]{2}-[a-z]+-\d(?=[:./]|$)/g, 'REGION')
    .replace(/[0-9a-f]{64}/g, 'HASH');
}
