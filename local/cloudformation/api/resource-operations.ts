import * as z from 'zod';
import { AwsError } from '../../gateway/aws-error';
import { type QueryOperation, type QueryResult } from '../../gateway/aws-query';
import { queryInput } from '../../gateway/query-input';
import { type Stack } from '../stack';
import { type ApiContext } from './api-context';
import { isoTime } from './iso-time';
import { listOf } from './lists';
import { pageOf } from './pages';
import { type ResourceNews, resourceNews } from './resource-shape';

const RESOURCES_PER_PAGE = 100;

const listSchema = z.strictObject({ StackName: z.string(), NextToken: z.string().optional() });
const oneSchema = z.strictObject({ StackName: z.string(), LogicalResourceId: z.string() });
const someSchema = z.strictObject({
  StackName: z.string().optional(),
  LogicalResourceId: z.string().optional(),
  PhysicalResourceId: z.string().optional(),
});
const DriftInformation = { StackResourceDriftStatus: 'NOT_CHECKED' };

export function resourceOperations({ cloudFormation }: ApiContext): Record<string, QueryOperation> {
  return {
    async ListStackResources(parameters) {
      const { StackName, NextToken } = queryInput(parameters, listSchema);
      const all = resourceNews(cloudFormation.stack(StackName));
      const idOf = ({ logicalId }: ResourceNews): string => logicalId;
      const { items, nextToken } = pageOf(all, RESOURCES_PER_PAGE, idOf, NextToken);
      return { StackResourceSummaries: listOf(items.map(summary)), NextToken: nextToken };
    },
    async DescribeStackResources(parameters) {
      const input = queryInput(parameters, someSchema);
      const stack =
        stackOf(cloudFormation.stacks, input) ?? cloudFormation.stack(input.StackName ?? '');
      const found = resourceNews(stack).filter(
        ({ logicalId, physicalId }) =>
          logicalId === (input.LogicalResourceId ?? logicalId) &&
          physicalId === (input.PhysicalResourceId ?? physicalId),
      );
      return { StackResources: listOf(found.map((news) => resourceShape(stack, news))) };
    },
    async DescribeStackResource(parameters) {
      const { StackName, LogicalResourceId } = queryInput(parameters, oneSchema);
      const stack = cloudFormation.stack(StackName);
      const news = resourceNews(stack).find(({ logicalId }) => logicalId === LogicalResourceId);
      if (!news) {
        throw new AwsError(
          'ValidationError',
          `Resource ${LogicalResourceId} does not exist for stack ${stack.name}`,
        );
      }
      const { Timestamp, ...detail } = resourceShape(stack, news);
      return { StackResourceDetail: { ...detail, LastUpdatedTimestamp: Timestamp } };
    },
  };
}

/** Without a stack's name, that of the resource's physical id. */
function stackOf(
  stacks: readonly Stack[],
  { StackName, PhysicalResourceId }: z.infer<typeof someSchema>,
): Stack | undefined {
  if (StackName !== undefined) return undefined;
  if (PhysicalResourceId === undefined) {
    throw new AwsError('ValidationError', 'Either StackName or PhysicalResourceId must be given');
  }
  const owns = ({ resources }: Stack): boolean =>
    [...resources.values()].some(({ state }) => state.physicalId === PhysicalResourceId);
  const found = stacks.find(owns);
  if (found) return found;
  throw new AwsError('ValidationError', `Stack for ${PhysicalResourceId} does not exist`);
}

function summary({
  logicalId,
  physicalId,
  type,
  status,
  reason,
  timestamp,
}: ResourceNews): QueryResult {
  return {
    LogicalResourceId: logicalId,
    PhysicalResourceId: physicalId,
    ResourceType: type,
    LastUpdatedTimestamp: isoTime(timestamp),
    ResourceStatus: status,
    ResourceStatusReason: reason,
    DriftInformation,
  };
}

function resourceShape(stack: Stack, news: ResourceNews): QueryResult {
  return {
    StackName: stack.name,
    StackId: stack.id,
    LogicalResourceId: news.logicalId,
    PhysicalResourceId: news.physicalId,
    ResourceType: news.type,
    Timestamp: isoTime(news.timestamp),
    ResourceStatus: news.status,
    ResourceStatusReason: news.reason,
    DriftInformation,
  };
}
