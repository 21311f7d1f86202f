import { Template } from 'aws-cdk-lib/assertions';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import * as z from 'zod';
import { CORRELATION_FIELDS, logEvents } from '../../../domain/run/log-events';
import { LogQueries } from '../../../lib/constructs/log-queries';
import { savedQueries } from '../../../lib/monitoring/saved-queries';
import { testStack } from '../support/synthesize';

const querySchema = z.object({
  Properties: z.object({
    Name: z.string(),
    QueryString: z.string(),
    LogGroupNames: z.array(z.unknown()),
  }),
});

function synthesizeQueries() {
  const stack = testStack();
  const logGroups = ['plan-run', 'score-shard'].map((name) =>
    LogGroup.fromLogGroupName(stack, name, `logs-of-${name}`),
  );
  new LogQueries(stack, 'Queries', { service: 'Text2TextBatch', logGroups });
  return Object.values(Template.fromStack(stack).findResources('AWS::Logs::QueryDefinition')).map(
    (resource) => querySchema.parse(resource).Properties,
  );
}

/** Of every line: Powertools' and correlation's; `error` is an object. */
const ALWAYS = [
  'level',
  'message',
  'function_name',
  'function_request_id',
  'error.name',
  'error.message',
  ...CORRELATION_FIELDS,
];
/** Words of the query language, and names that the queries give themselves. */
const LANGUAGE =
  /^(fields|filter|stats|sort|limit|by|as|asc|desc|and|or|coalesce|count|latest|max|sortsLast|ispresent)$/;

describe('LogQueries', () => {
  const queries = synthesizeQueries();

  it('saves each query in the folder of the deployment, over all functions', () => {
    expect(queries.map(({ Name }) => Name)).toStrictEqual(
      Object.keys(savedQueries).map((name) => `Text2TextBatch/${name}`),
    );
    for (const { LogGroupNames } of queries) {
      expect(LogGroupNames).toStrictEqual(['logs-of-plan-run', 'logs-of-score-shard']);
    }
  });

  it('asks for one run in Logs Insights syntax', () => {
    expect(queries[0]?.QueryString).toBe(
      [
        'fields @timestamp, level, message, part, pass, shard, error.name, error.message',
        '| filter runId = "RUN_ID"',
        '| sort @timestamp asc',
        '| limit 10000',
      ].join('\n'),
    );
  });

  it.each(queries.map(({ Name, QueryString }) => [Name, QueryString]))(
    '%s names only fields that its events have',
    (_name, text) => {
      const named = [...text.matchAll(/message = "(\w+)"/g)].map(([, event = '']) => event);
      expect(Object.keys(logEvents)).toEqual(expect.arrayContaining(named));
      const aliases = [...text.matchAll(/ as (\w+)/g)].map(([, alias = '']) => alias);
      const ofEvents = Object.entries(logEvents)
        .filter(([event]) => named.includes(event))
        .flatMap(([, fields]): readonly string[] => fields);
      const fields = [...text.replace(/"[^"]*"/g, '').matchAll(/(?<![@\w])[a-zA-Z_][\w.]*/g)]
        .map(([word]) => word.replace(/\.\d+$/, ''))
        .filter((word) => !LANGUAGE.test(word));
      const known = [...ALWAYS, ...aliases, ...ofEvents];
      expect(fields.filter((field) => !known.includes(field))).toStrictEqual([]);
    },
  );
});
