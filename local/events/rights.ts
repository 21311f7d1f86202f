import * as z from 'zod';
import { type JsonInput, type Place, type Right, text } from '../iam/rights';

const entriesSchema = z
  .array(z.looseObject({ Source: z.string(), DetailType: z.string() }))
  .catch([]);

/**
 * The rights of EventBridge's operations. PutEvents is asked for each entry, as its conditions are
 * about the entry. Source: Service Authorization Reference, "... for Amazon EventBridge".
 */
export function eventsRights({ region, accountId }: Place) {
  const prefix = `arn:aws:events:${region}:${accountId}`;
  const rule = (action: string, member: string) => (input: JsonInput) => [
    { action: `events:${action}`, resource: `${prefix}:rule/${text(input[member])}` },
  ];
  return {
    PutRule: rule('PutRule', 'Name'),
    DeleteRule: rule('DeleteRule', 'Name'),
    DescribeRule: rule('DescribeRule', 'Name'),
    ListRules: () => [{ action: 'events:ListRules', resource: `${prefix}:rule/*` }],
    PutTargets: rule('PutTargets', 'Rule'),
    RemoveTargets: rule('RemoveTargets', 'Rule'),
    ListTargetsByRule: rule('ListTargetsByRule', 'Rule'),
    PutEvents: ({ Entries }: JsonInput): Right[] =>
      entriesSchema.parse(Entries ?? []).map(({ Source, DetailType }) => ({
        action: 'events:PutEvents',
        resource: `${prefix}:event-bus/default`,
        context: { 'events:source': Source, 'events:detail-type': DetailType },
      })),
  };
}
