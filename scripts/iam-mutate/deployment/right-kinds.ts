import { type App } from 'aws-cdk-lib';
import { type Role, rolesOf } from '../../security/roles';
import { reasonFor } from '../../security/roles-section';

/**
 * The kinds of rights that an app's roles have: which role may do what, why, and under which
 * condition. Two deployments whose kinds are the same differ in names only: of models, buckets, images.
 */
export function rightKinds(app: App, stackPrefix: string): string[] {
  const kinds = rolesOf(app).flatMap((role) =>
    role.rights.map((right) => {
      const condition = right.condition.replaceAll(stackPrefix, 'PREFIX');
      return `${kindOf(role)}: ${right.action}: ${reasonFor(right) ?? right.resource}: ${condition}`;
    }),
  );
  return [...new Set(kinds)].sort();
}

/** Roles of models are named after them; all have what a model's jobs need. */
function kindOf({ name, takenBy }: Role): string {
  return takenBy === 'sagemaker.amazonaws.com' && !name.includes('/') ? 'a model' : name;
}
