import { creationOrder } from './creation-order';
import { type ReadSsmParameter, parameterValues, shownParameters } from './parameters';
import { type ResourceProvider } from './resource-provider';
import { type StackSettings } from './stack';
import { type Template, parseTemplate } from './template';
import { refuseUnknownTypes } from './template-checks';

export interface DeployStackInput {
  readonly stackName: string;
  /** Parsed JSON. */
  readonly template: unknown;
  /** The template as it was submitted; its JSON unless given. */
  readonly templateBody?: string;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly capabilities?: readonly string[];
  readonly tags?: Readonly<Record<string, string>>;
  readonly roleArn?: string | undefined;
  /** Leaves what was done as it is when a resource fails, instead of taking it back. */
  readonly disableRollback?: boolean;
  /** Deletes a stack whose creation failed, after it is rolled back. */
  readonly deleteOnFailure?: boolean;
  readonly changeSetId?: string;
}

/** A template with its values, checked as far as it can be before anything is touched. */
export interface DeploymentPlan {
  readonly template: Template;
  readonly parameters: ReadonlyMap<string, unknown>;
  /** Logical ids in the order of creation. */
  readonly order: readonly string[];
  readonly settings: StackSettings;
}

/** @throws AwsError ValidationError for a template that cannot be deployed */
export function planDeployment(
  input: DeployStackInput,
  providers: ReadonlyMap<string, ResourceProvider>,
  readSsm: ReadSsmParameter,
): DeploymentPlan {
  const template = parseTemplate(input.template);
  const given = input.parameters ?? {};
  const parameters = parameterValues(template, given, readSsm);
  refuseUnknownTypes(template, providers);
  return {
    template,
    parameters,
    order: creationOrder(template.Resources),
    settings: {
      templateBody: input.templateBody ?? JSON.stringify(input.template),
      description: template.Description,
      parameters: shownParameters(template, given, parameters),
      capabilities: input.capabilities ?? [],
      tags: input.tags ?? {},
      roleArn: input.roleArn,
      disableRollback: input.disableRollback ?? false,
      changeSetId: input.changeSetId,
    },
  };
}
