import * as z from 'zod';
import { AwsError } from '../../gateway/aws-error';
import { queryBoolean, queryList } from '../../gateway/query-input';
import { checkCapabilities } from '../capabilities';
import { type DeployStackInput } from '../deployment-plan';
import { type Stack } from '../stack';
import { parseTemplate } from '../template';
import { type ReadObject, readTemplate } from './template-source';

/** Source: API Reference, parameter StackName of CreateStack. */
export const stackName = z
  .string()
  .regex(
    /^[a-zA-Z][-a-zA-Z0-9]{0,127}$/,
    'a stack name has up to 128 letters, digits and hyphens, and begins with a letter',
  );

/** The other mode, EXPRESS, ends a deployment before its resources are ready. */
export const deploymentConfig = z.strictObject({ Mode: z.literal('STANDARD') }).optional();

/** The members that CreateStack, UpdateStack and CreateChangeSet have in common. */
export const deploymentMembers = {
  TemplateBody: z.string().optional(),
  TemplateURL: z.string().optional(),
  UsePreviousTemplate: queryBoolean.optional(),
  Parameters: queryList(
    z.strictObject({
      ParameterKey: z.string(),
      ParameterValue: z.string().optional(),
      UsePreviousValue: queryBoolean.optional(),
    }),
  ),
  Capabilities: queryList(
    z.enum(['CAPABILITY_IAM', 'CAPABILITY_NAMED_IAM', 'CAPABILITY_AUTO_EXPAND']),
  ),
  Tags: queryList(z.strictObject({ Key: z.string(), Value: z.string() })),
  RoleARN: z.string().optional(),
  NotificationARNs: queryList(z.string()).refine(
    (arns) => arns.length === 0,
    'the embedded AWS does not send events of stacks to topics',
  ),
};
type DeploymentMembers = z.infer<z.ZodObject<typeof deploymentMembers>>;

/**
 * The deployment that a request asks for.
 * @param stack the one that is to be updated, if it is there
 * @throws AwsError ValidationError, InsufficientCapabilitiesException
 */
export async function deploymentInput(
  name: string,
  input: DeploymentMembers,
  readObject: ReadObject,
  stack: Stack | undefined,
): Promise<DeployStackInput> {
  const submitted = await readTemplate(input, readObject, stack);
  checkCapabilities(parseTemplate(submitted.template), input.Capabilities);
  return {
    ...submitted,
    stackName: name,
    parameters: givenParameters(input.Parameters, stack),
    capabilities: input.Capabilities,
    tags: Object.fromEntries(input.Tags.map(({ Key, Value }) => [Key, Value])),
    roleArn: input.RoleARN,
  };
}

function givenParameters(
  parameters: DeploymentMembers['Parameters'],
  stack: Stack | undefined,
): Record<string, string> {
  const given: Record<string, string> = {};
  for (const { ParameterKey, ParameterValue, UsePreviousValue = false } of parameters) {
    const previous = stack?.settings.parameters[ParameterKey]?.value;
    if (UsePreviousValue && previous === undefined) {
      throw new AwsError(
        'ValidationError',
        `Invalid input for parameter key ${ParameterKey}. Cannot specify usePreviousValue as true for a parameter key not in the previous template`,
      );
    }
    const value = UsePreviousValue ? previous : ParameterValue;
    if (value !== undefined) given[ParameterKey] = value;
  }
  return given;
}
