import { Stack, Validations } from 'aws-cdk-lib';
import { CfnPolicy, CfnRole } from 'aws-cdk-lib/aws-iam';
import { type IConstruct } from 'constructs';
import * as z from 'zod';
import { flatText } from './flat-text';
import { NAMED_LATER, WITHOUT_RESOURCE } from './wildcards';

const oneOrMany = <T extends z.ZodType>(element: T) =>
  z.union([z.array(element), element.transform((one) => [one])]);
const documentSchema = z.object({
  Statement: z.array(
    z.object({
      Effect: z.enum(['Allow', 'Deny']),
      Action: oneOrMany(z.string()),
      Resource: oneOrMany(z.unknown()),
    }),
  ),
});
const inlinePoliciesSchema = z.array(z.object({ policyDocument: documentSchema })).default([]);

/**
 * Acknowledges the wildcards of the roles in a construct that `wildcards.ts` gives a reason for, one
 * finding of one policy at a time, so that cdk-nag passes in whatever application the construct is
 * used. A wildcard without a reason is left to cdk-nag to report.
 */
export function acknowledgeWildcards(scope: IConstruct): void {
  // At validation, since a resource of another stack has its final name only after all else.
  scope.node.addValidation({
    validate: () => {
      for (const resource of scope.node.findAll()) {
        if (resource instanceof CfnPolicy || resource instanceof CfnRole) acknowledgeIn(resource);
      }
      return [];
    },
  });
}

function acknowledgeIn(policy: CfnPolicy | CfnRole): void {
  for (const [resource, actions] of wildcardsOf(policy)) {
    const reasons = new Set(actions.map((action) => reasonFor(action, resource)));
    if (reasons.has(undefined)) continue;
    Validations.of(policy).acknowledge({
      id: `AwsSolutions-IAM5[Resource::${resource}]`,
      reason: [...reasons].join(' '),
    });
  }
}

/** What may be done with each resource that has a `*`. */
function wildcardsOf(policy: CfnPolicy | CfnRole): Map<string, string[]> {
  const wildcards = new Map<string, string[]>();
  for (const { Effect, Action, Resource } of statementsOf(policy)) {
    if (Effect === 'Deny') continue;
    for (const resource of Resource.map(flatText).filter((text) => text.includes('*'))) {
      wildcards.set(resource, [...(wildcards.get(resource) ?? []), ...Action]);
    }
  }
  return wildcards;
}

function statementsOf(policy: CfnPolicy | CfnRole) {
  const resolve = (value: unknown): unknown => Stack.of(policy).resolve(value);
  const documents =
    policy instanceof CfnRole
      ? inlinePoliciesSchema.parse(resolve(policy.policies)).map((inline) => inline.policyDocument)
      : [documentSchema.parse(resolve(policy.policyDocument))];
  return documents.flatMap(({ Statement }) => Statement);
}

function reasonFor(action: string, resource: string): string | undefined {
  return [...WITHOUT_RESOURCE, ...NAMED_LATER].find(
    (wildcard) => wildcard.actions.includes(action) && wildcard.resource.test(resource),
  )?.reason;
}
