import * as z from 'zod';
import { type Format } from '../state/format';
import { type Stack, type StackResource, type StackStatus, type Step } from './stack';

const resourceSchema: z.ZodType<StackResource> = z.object({
  logicalId: z.string(),
  type: z.string(),
  generation: z.number(),
  state: z.object({ physicalId: z.string(), attributes: z.record(z.string(), z.unknown()) }),
  properties: z.unknown(),
  deletionPolicy: z.enum(['Delete', 'Retain', 'RetainExceptOnCreate']),
  updateReplacePolicy: z.enum(['Delete', 'Retain']),
});
export const stepSchema: z.ZodType<Step> = z
  .object({
    resource: resourceSchema,
    action: z.enum(['none', 'create', 'update', 'replace']),
    previous: resourceSchema.optional(),
  })
  .transform(({ previous, ...step }) => ({ ...step, ...(previous && { previous }) }));

/** What is about to be created in a stack. */
export const begunSchema = z.object({
  stackName: z.string(),
  logicalId: z.string(),
  type: z.string(),
  generation: z.number(),
  properties: z.unknown(),
  /** Earlier versions did not ask. */
  wasThere: z.boolean().optional(),
});
export type BegunInStack = z.output<typeof begunSchema>;

const status = z.custom<StackStatus>((value) => typeof value === 'string');
const pairs = z.array(z.tuple([z.string(), z.string()]));
const parameter = z.object({
  value: z.string(),
  resolved: z.string().optional(),
  noEcho: z.boolean().optional(),
});
const settings = z.object({
  templateBody: z.string(),
  description: z.string().optional(),
  parameters: z.record(z.string(), parameter),
  capabilities: z.array(z.string()),
  tags: z.record(z.string(), z.string()),
  roleArn: z.string().optional(),
  disableRollback: z.boolean(),
  changeSetId: z.string().optional(),
});
const event = z.object({
  id: z.string(),
  timestamp: z.number(),
  logicalId: z.string(),
  physicalId: z.string(),
  type: z.string(),
  status,
  reason: z.string().optional(),
});

const schema = z.object({
  name: z.string(),
  id: z.string(),
  created: z.number(),
  updated: z.number().optional(),
  deleted: z.number().optional(),
  status,
  statusReason: z.string().optional(),
  everComplete: z.boolean(),
  terminationProtection: z.boolean(),
  settings,
  resources: z.array(resourceSchema),
  unfinished: z.array(stepSchema),
  /** Earlier versions did not note these two. */
  takenBack: z.array(z.tuple([z.string(), z.number()])).default([]),
  leftOver: z.array(resourceSchema).default([]),
  outputs: z.record(z.string(), z.string()),
  exports: pairs,
  imports: z.array(z.string()),
  events: z.array(event),
});
type StackRecord = z.output<typeof schema>;

/** A stack as JSON. */
export const stackFormat: Format<Stack, StackRecord> = {
  schema,
  write: (stack) => ({
    ...stack,
    settings: { ...stack.settings, capabilities: [...stack.settings.capabilities] },
    resources: [...stack.resources.values()],
    unfinished: [...stack.unfinished],
    takenBack: [...stack.takenBack],
    leftOver: [...stack.leftOver],
    exports: [...stack.exports],
    imports: [...stack.imports],
  }),
  read: (record) => ({
    ...record,
    updated: record.updated,
    deleted: record.deleted,
    statusReason: record.statusReason,
    settings: {
      ...record.settings,
      description: record.settings.description,
      roleArn: record.settings.roleArn,
      changeSetId: record.settings.changeSetId,
      parameters: Object.fromEntries(
        Object.entries(record.settings.parameters).map(([name, { value, resolved, noEcho }]) => [
          name,
          {
            value,
            ...(resolved !== undefined && { resolved }),
            ...(noEcho !== undefined && { noEcho }),
          },
        ]),
      ),
    },
    resources: new Map(record.resources.map((resource) => [resource.logicalId, resource])),
    takenBack: new Map(record.takenBack),
    exports: new Map(record.exports),
    imports: new Set(record.imports),
    events: record.events.map((each) => ({ ...each, reason: each.reason })),
  }),
};
