import { type QueryResult } from '../../gateway/aws-query';
import { type ChangeDetail, type ChangeSet, type PlannedChange } from '../change-set';
import { type DeploymentPlan } from '../deployment-plan';
import { isoTime } from './iso-time';
import { listOf, tagList } from './lists';
import { type Page } from './pages';
import { parameterList } from './stack-shape';

/** Data type ChangeSetSummary. */
export function changeSetSummary(changeSet: ChangeSet): QueryResult {
  return {
    StackId: changeSet.stackId,
    StackName: changeSet.stackName,
    ChangeSetId: changeSet.id,
    ChangeSetName: changeSet.name,
    Description: changeSet.description,
    CreationTime: isoTime(changeSet.created),
    ExecutionStatus: changeSet.executionStatus,
    Status: changeSet.status,
    StatusReason: changeSet.statusReason,
    IncludeNestedStacks: false,
  };
}

/** What DescribeChangeSet gives. */
export function changeSetShape(
  changeSet: ChangeSet,
  { settings }: DeploymentPlan,
  { items, nextToken }: Page<PlannedChange>,
): QueryResult {
  return {
    ...changeSetSummary(changeSet),
    Parameters: parameterList(settings.parameters),
    NotificationARNs: '',
    RollbackConfiguration: '',
    Capabilities: listOf(settings.capabilities),
    Tags: tagList(settings.tags),
    OnStackFailure: changeSet.onStackFailure,
    Changes: listOf(items.map(changeShape)),
    NextToken: nextToken,
  };
}

function changeShape(change: PlannedChange): QueryResult {
  const { action, logicalId, physicalId, type, isReplacement, policyAction, details } = change;
  const isModification = action === 'Modify';
  const Replacement = isModification ? (isReplacement ? 'True' : 'False') : undefined;
  return {
    Type: 'Resource',
    ResourceChange: {
      PolicyAction: policyAction,
      Action: action,
      LogicalResourceId: logicalId,
      PhysicalResourceId: physicalId,
      ResourceType: type,
      Replacement,
      Scope: listOf([...new Set(details.map(({ attribute }) => attribute))]),
      Details: listOf(details.map(detailShape)),
    },
  };
}

function detailShape({ attribute, property, needsReplacement }: ChangeDetail): QueryResult {
  const isProperty = attribute === 'Properties';
  return {
    Target: {
      Attribute: attribute,
      Name: property,
      RequiresRecreation: isProperty ? (needsReplacement ? 'Always' : 'Never') : 'Never',
    },
    Evaluation: 'Static',
    ChangeSource: 'DirectModification',
  };
}
