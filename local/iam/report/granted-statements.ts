import * as z from 'zod';
import { type IdentityStore } from '../identity-store';
import { type ParsedPolicies } from '../policy/parsed-policies';
import { type Choice } from '../policy/policy';
import { rolePolicies } from '../evaluation/role-policies';

/** A statement of a role that allows something. */
export const grantedStatement = z.object({
  roleArn: z.string(),
  policy: z.string(),
  /** Place in its policy, from 0. */
  statement: z.int().min(0),
  sid: z.string().optional(),
  /** Patterns as the policy has them; `NotAction` stands for all that it does not exclude. */
  actions: z.array(z.string()),
  resources: z.array(z.string()),
});
export type GrantedStatement = z.output<typeof grantedStatement>;

/** All statements by which roles may do something: of inline and managed policies, not of boundaries. */
export function grantedStatements(
  identities: IdentityStore,
  parsed: ParsedPolicies,
): GrantedStatement[] {
  return identities.roles().flatMap((role) =>
    rolePolicies(role, identities, parsed)
      .filter(({ layer }) => layer === 'identity')
      .flatMap(({ name, policy }) =>
        policy.statements
          .filter(({ effect }) => effect === 'Allow')
          .map(({ index, sid, actions, resources }) => ({
            roleArn: role.arn,
            policy: name,
            statement: index,
            ...(sid !== undefined && { sid }),
            actions: patternsOf(actions, 'NotAction'),
            resources: resources ? patternsOf(resources, 'NotResource') : [],
          })),
      ),
  );
}

function patternsOf({ patterns, inverted }: Choice, inversion: string): string[] {
  return inverted ? [inversion] : patterns.map(({ text }) => text);
}
