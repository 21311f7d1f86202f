import * as z from 'zod';
import { AwsError } from '../../gateway/aws-error';
import { type QueryOperation, type QueryResult } from '../../gateway/aws-query';
import { queryInput } from '../../gateway/query-input';
import { type Stack, type StackEvent } from '../stack';
import { type ApiContext } from './api-context';
import { isoTime } from './iso-time';
import { listOf } from './lists';
import { pageOf } from './pages';

const EVENTS_PER_PAGE = 100;

const schema = z.strictObject({ StackName: z.string(), NextToken: z.string().optional() });

export function eventOperations({ cloudFormation }: ApiContext): Record<string, QueryOperation> {
  return {
    /** Newest first. */
    async DescribeStackEvents(parameters) {
      const { StackName, NextToken } = queryInput(parameters, schema);
      const stack = cloudFormation.store.find(StackName);
      // The text of this operation differs from that of others, and clients look for it.
      if (!stack) throw new AwsError('ValidationError', `Stack [${StackName}] does not exist`);
      const events = stack.events.toReversed();
      const { items, nextToken } = pageOf(events, EVENTS_PER_PAGE, ({ id }) => id, NextToken);
      return {
        StackEvents: listOf(items.map((event) => eventShape(stack, event))),
        NextToken: nextToken,
      };
    },
  };
}

/** Data type StackEvent. */
function eventShape(stack: Stack, event: StackEvent): QueryResult {
  const { id, timestamp, logicalId, physicalId, type, status, reason } = event;
  return {
    StackId: stack.id,
    EventId: type === 'AWS::CloudFormation::Stack' ? id : `${logicalId}-${status}-${id}`,
    StackName: stack.name,
    LogicalResourceId: logicalId,
    PhysicalResourceId: physicalId,
    ResourceType: type,
    Timestamp: isoTime(timestamp),
    ResourceStatus: status,
    ResourceStatusReason: reason,
  };
}
