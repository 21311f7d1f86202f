import { type ILogGroup, QueryDefinition, QueryString } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { savedQueries } from '../monitoring/saved-queries';

export interface LogQueriesProps {
  /** Folder of the queries in the console: the stack prefix. */
  readonly service: string;
  /** Of all functions. */
  readonly logGroups: readonly ILogGroup[];
}

/** Questions to the logs that are asked again and again, saved under Logs Insights. */
export class LogQueries extends Construct {
  constructor(scope: Construct, id: string, { service, logGroups }: LogQueriesProps) {
    super(scope, id);
    for (const [name, query] of Object.entries(savedQueries)) {
      new QueryDefinition(this, name, {
        queryDefinitionName: `${service}/${name}`,
        queryString: new QueryString(query),
        logGroups: [...logGroups],
      });
    }
  }
}
