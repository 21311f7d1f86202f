import { type App } from 'aws-cdk-lib';
import * as z from 'zod';
import { alignedTable } from '../aligned-table';
import { byResource } from './by-resource';
import { templateResources, type TemplateResource } from './readable-template';

const lifecycleRuleSchema = z.object({
  Prefix: z.string().optional(),
  TagFilters: z.array(z.object({ Key: z.string(), Value: z.string() })).default([]),
  ExpirationInDays: z.number().optional(),
  NoncurrentVersionExpiration: z.object({ NoncurrentDays: z.number() }).optional(),
  AbortIncompleteMultipartUpload: z.object({ DaysAfterInitiation: z.number() }).optional(),
});
const bucketSchema = z.object({
  LifecycleConfiguration: z.object({ Rules: z.array(lifecycleRuleSchema) }).optional(),
});
const logGroupSchema = z.object({ RetentionInDays: z.number().optional() });
const queueSchema = z.object({ MessageRetentionPeriod: z.number() });

const SECONDS_A_DAY = 86_400;

/** What is kept how long, and what becomes of it when its stack is deleted. */
export function retentionTable(app: App): string {
  const rows = templateResources(app).flatMap((resource) => {
    const { type, path, deletionPolicy } = resource;
    const deleted = deletionPolicy === 'Retain' ? 'stays' : 'is deleted';
    return keptFor(resource).map((kept) => ({ type, path, cells: [kept, deleted] }));
  });
  const head = ['type', 'which', 'keeps', 'when its stack is deleted'];
  return alignedTable([head, ...byResource(rows)]);
}

function keptFor({ type, properties }: TemplateResource): string[] {
  switch (type) {
    case 'AWS::S3::Bucket': {
      const { LifecycleConfiguration } = bucketSchema.parse(properties);
      const limits = (LifecycleConfiguration?.Rules ?? []).map(limitOf);
      const expires = LifecycleConfiguration?.Rules.some(
        ({ ExpirationInDays, Prefix, TagFilters }) =>
          ExpirationInDays !== undefined && Prefix === undefined && TagFilters.length === 0,
      );
      return expires === true ? limits : ['objects: until somebody deletes them', ...limits];
    }
    case 'AWS::Logs::LogGroup': {
      const { RetentionInDays } = logGroupSchema.parse(properties);
      return [
        RetentionInDays === undefined ? 'events: for ever' : `events: ${RetentionInDays} days`,
      ];
    }
    case 'AWS::SQS::Queue': {
      const { MessageRetentionPeriod } = queueSchema.parse(properties);
      return [`messages: ${MessageRetentionPeriod / SECONDS_A_DAY} days`];
    }
    default:
      return [];
  }
}

/** `objects under runs/ with the tag a=b: 90 days`. */
function limitOf(rule: z.infer<typeof lifecycleRuleSchema>): string {
  const { Prefix, TagFilters, ExpirationInDays, NoncurrentVersionExpiration } = rule;
  const tags = TagFilters.map(({ Key, Value }) => `\`${Key}=${Value}\``).join(', ');
  const where = `${Prefix === undefined ? '' : ` under \`${Prefix}\``}${tags === '' ? '' : ` with the tag ${tags}`}`;
  const limits: readonly (readonly [string, number | undefined])[] = [
    ['objects', ExpirationInDays],
    ['former versions', NoncurrentVersionExpiration?.NoncurrentDays],
    ['unfinished uploads', rule.AbortIncompleteMultipartUpload?.DaysAfterInitiation],
  ];
  return limits
    .filter(([, days]) => days !== undefined)
    .map(([what, days]) => `${what}${where}: ${String(days)} days`)
    .join(', ');
}
