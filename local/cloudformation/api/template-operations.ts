import * as z from 'zod';
import { AwsError } from '../../gateway/aws-error';
import { type QueryOperation, type QueryResult } from '../../gateway/aws-query';
import { queryInput } from '../../gateway/query-input';
import { neededCapability } from '../capabilities';
import { type Template, parseTemplate } from '../template';
import { type ApiContext } from './api-context';
import { listOf } from './lists';
import { readTemplate } from './template-source';

const sources = { TemplateBody: z.string().optional(), TemplateURL: z.string().optional() };
const getSchema = z.strictObject({
  StackName: z.string().optional(),
  ChangeSetName: z.string().optional(),
  TemplateStage: z.enum(['Original', 'Processed']).optional(),
});
const summarySchema = z.strictObject({ ...sources, StackName: z.string().optional() });

export function templateOperations(context: ApiContext): Record<string, QueryOperation> {
  const { cloudFormation, changeSets, readObject } = context;

  async function templateOf(input: z.infer<typeof summarySchema>): Promise<Template> {
    const { StackName, ...source } = input;
    if (StackName === undefined) {
      return parseTemplate((await readTemplate(source, readObject)).template);
    }
    const stack = cloudFormation.stack(StackName);
    const previous = { UsePreviousTemplate: true };
    return parseTemplate((await readTemplate(previous, readObject, stack)).template);
  }

  return {
    /** There are no macros here, so that both stages are the same. */
    async GetTemplate(parameters) {
      const { StackName, ChangeSetName } = queryInput(parameters, getSchema);
      if (StackName === undefined && ChangeSetName === undefined) {
        throw new AwsError('ValidationError', 'StackName or ChangeSetName must be given');
      }
      const TemplateBody =
        ChangeSetName === undefined
          ? cloudFormation.stack(StackName ?? '').settings.templateBody
          : changeSets.get(ChangeSetName, StackName).input.templateBody;
      return { TemplateBody, StagesAvailable: listOf(['Original', 'Processed']) };
    },
    async GetTemplateSummary(parameters) {
      const template = await templateOf(queryInput(parameters, summarySchema));
      const types = Object.values(template.Resources).map(({ Type }) => Type);
      return {
        ...parametersAndCapabilities(template, 'ParameterConstraints'),
        ResourceTypes: listOf([...new Set(types)]),
        Version: template.AWSTemplateFormatVersion,
        Metadata: template.Metadata === undefined ? undefined : JSON.stringify(template.Metadata),
      };
    },
    async ValidateTemplate(parameters) {
      const template = await templateOf(queryInput(parameters, z.strictObject(sources)));
      return parametersAndCapabilities(template);
    },
  };
}

function parametersAndCapabilities(template: Template, constraints?: string): QueryResult {
  const needed = neededCapability(template);
  const declarations = Object.entries(template.Parameters).map(([ParameterKey, declared]) => ({
    ParameterKey,
    DefaultValue: declared.Default,
    ...(constraints !== undefined && {
      ParameterType: declared.Type,
      [constraints]: declared.AllowedValues
        ? { AllowedValues: listOf(declared.AllowedValues) }
        : undefined,
    }),
    NoEcho: String(declared.NoEcho) === 'true',
    Description: declared.Description,
  }));
  return {
    Parameters: listOf(declarations),
    Description: template.Description,
    Capabilities: listOf(needed ? [needed.capability] : []),
    CapabilitiesReason:
      needed && `The following resource(s) require capabilities: [${needed.types.join(', ')}]`,
  };
}
