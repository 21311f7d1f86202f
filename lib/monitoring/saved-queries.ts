import { type QueryStringProps } from 'aws-cdk-lib/aws-logs';
import { type LogEvent } from '../../domain/run/log-events';

/** To be replaced by whoever runs the query. */
const RUN_ID = 'RUN_ID';

const is = (event: LogEvent): string => `message = "${event}"`;
const ofTheRun = `runId = "${RUN_ID}"`;

/** An invocation's own lines name it otherwise than Lambda's REPORT, which has its duration. */
const REQUEST = 'coalesce(@requestId, function_request_id) as request';

/**
 * Logs Insights queries over the functions' log groups, by the name under which the console lists
 * them. Those of one run have RUN_ID in their filter.
 * Source: CloudWatch Logs user guide, "CloudWatch Logs Insights query syntax".
 */
export const savedQueries: Readonly<Record<string, QueryStringProps>> = {
  'All steps of one run': {
    fields: [
      '@timestamp',
      'level',
      'message',
      'part',
      'pass',
      'shard',
      'error.name',
      'error.message',
    ],
    filterStatements: [ofTheRun],
    sort: '@timestamp asc',
    limit: 10_000,
  },
  'Progress of a transform job': {
    fields: ['@timestamp', 'status', 'answered', 'submitted'],
    filterStatements: [is('TransformJobChecked'), ofTheRun],
    sort: '@timestamp asc',
    limit: 10_000,
  },
  'Errors by function': {
    filterStatements: [is('StepFailed')],
    statsStatements: [
      'count(*) as errors, latest(runId) as lastRun, latest(error.message) as lastMessage by function_name, error.name',
    ],
    sort: 'errors desc',
  },
  'Runs that lost records': {
    fields: ['@timestamp', 'runId', 'read', 'rejected', 'failed', 'missing', 'warnings'],
    filterStatements: [is('RunSummarized'), 'rejected + failed + missing > 0'],
    sort: '@timestamp desc',
    limit: 1000,
  },
  'Shards that lost records': {
    fields: ['@timestamp', 'runId', 'pass', 'shard', 'submitted', 'failed', 'missing'],
    filterStatements: [is('ShardScored'), 'failed + missing > 0'],
    sort: '@timestamp desc',
    limit: 1000,
  },
  'Slowest shards': {
    fields: [REQUEST],
    statsStatements: [
      'max(@duration) as milliseconds, sortsLast(runId) as run, max(shard) as number by request',
    ],
    sort: 'number desc, milliseconds desc',
    limit: 50,
  },
  'How near the functions come to their limits': {
    filterStatements: ['@type = "REPORT"'],
    statsStatements: [
      'max(@duration) / 1000 as longestSeconds, max(@maxMemoryUsed / @memorySize) as memoryShare, count(*) as invocations by @log',
    ],
    sort: 'memoryShare desc',
  },
  'Jobs that were stopped from outside': {
    fields: ['@timestamp', 'message', 'runId', 'results', 'transformJob', 'stopped', 'ownerless'],
    filterStatements: [`${is('RunEnded')} or (${is('JobsSwept')} and ispresent(stopped.0))`],
    sort: '@timestamp desc',
    limit: 1000,
  },
};
