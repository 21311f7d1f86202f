import {
  CloudWatchLogsClient,
  paginateDescribeLogGroups,
  paginateFilterLogEvents,
} from '@aws-sdk/client-cloudwatch-logs';
import { clientConfig } from '../../local/gateway/client-config';
import { type Application } from '../runbook/application';

/**
 * Where a person who looks for the reason finds one of the denials: the error of an execution, a
 * log group, a queue. Undefined when none of them tells.
 * @param failure what the scenario showed
 * @param since epoch milliseconds
 */
export async function whereSeen(
  { aws }: Application,
  denials: readonly string[],
  failure: string | undefined,
  since: number,
): Promise<string | undefined> {
  const tells = (text: string): boolean =>
    denials.some(
      (denial) => text.includes(denial) || text.includes(JSON.stringify(denial).slice(1, -1)),
    );
  if (failure !== undefined && tells(failure)) return "the execution's error";
  const client = new CloudWatchLogsClient(clientConfig(aws.endpoint, aws.region));
  try {
    for await (const { logGroups = [] } of paginateDescribeLogGroups({ client }, {})) {
      for (const { logGroupName = '' } of logGroups) {
        const query = { logGroupName, startTime: since };
        for await (const { events = [] } of paginateFilterLogEvents({ client }, query)) {
          if (events.some(({ message = '' }) => tells(message))) return `log of ${logGroupName}`;
        }
      }
    }
  } finally {
    client.destroy();
  }
  return undefined;
}
