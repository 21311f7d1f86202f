import { type QueryResult } from '../../gateway/aws-query';
import { type Stack, type StackSettings } from '../stack';
import { parseTemplate } from '../template';
import { isoTime } from './iso-time';
import { listOf, tagList } from './lists';

/** Data type Stack. */
export function stackShape(stack: Stack): QueryResult {
  const { settings } = stack;
  return {
    StackId: stack.id,
    StackName: stack.name,
    ChangeSetId: settings.changeSetId,
    Description: settings.description,
    Parameters: parameterList(settings.parameters),
    CreationTime: isoTime(stack.created),
    LastUpdatedTime: isoTime(stack.updated),
    DeletionTime: isoTime(stack.deleted),
    RollbackConfiguration: '',
    StackStatus: stack.status,
    StackStatusReason: stack.statusReason,
    DisableRollback: settings.disableRollback,
    NotificationARNs: '',
    Capabilities: listOf(settings.capabilities),
    Outputs: listOf(outputsOf(stack)),
    RoleARN: settings.roleArn,
    Tags: tagList(settings.tags),
    EnableTerminationProtection: stack.terminationProtection,
    DriftInformation: { StackDriftStatus: 'NOT_CHECKED' },
  };
}

/** Data type StackSummary. */
export function stackSummary(stack: Stack): QueryResult {
  return {
    StackId: stack.id,
    StackName: stack.name,
    TemplateDescription: stack.settings.description,
    CreationTime: isoTime(stack.created),
    LastUpdatedTime: isoTime(stack.updated),
    DeletionTime: isoTime(stack.deleted),
    StackStatus: stack.status,
    StackStatusReason: stack.statusReason,
    DriftInformation: { StackDriftStatus: 'NOT_CHECKED' },
  };
}

export function parameterList(parameters: StackSettings['parameters']): QueryResult | '' {
  return listOf(
    Object.entries(parameters).map(([ParameterKey, { value, resolved, noEcho }]) => ({
      ParameterKey,
      ParameterValue: noEcho ? '****' : value,
      ResolvedValue: resolved,
    })),
  );
}

function outputsOf({ outputs, exports, settings }: Stack): QueryResult[] {
  const entries = Object.entries(outputs);
  if (entries.length === 0) return [];
  const { Outputs } = parseTemplate(JSON.parse(settings.templateBody));
  const exported = new Map([...exports].map(([name, value]) => [value, name]));
  return entries.map(([OutputKey, OutputValue]) => ({
    OutputKey,
    OutputValue,
    Description: Outputs[OutputKey]?.Description,
    ExportName: Outputs[OutputKey]?.Export && exported.get(OutputValue),
  }));
}
