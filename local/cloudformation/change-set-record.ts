import * as z from 'zod';
import { type Format } from '../state/format';
import { type ChangeSet, type PlannedChange } from './change-set';
import { type DeployStackInput } from './deployment-plan';
import { parseTemplateBody } from './template-body';

const change: z.ZodType<PlannedChange> = z.object({
  action: z.enum(['Add', 'Modify', 'Remove']),
  logicalId: z.string(),
  physicalId: z.string().optional(),
  type: z.string(),
  isReplacement: z.boolean().optional(),
  policyAction: z.enum(['Delete', 'Retain', 'ReplaceAndDelete', 'ReplaceAndRetain']).optional(),
  details: z.array(
    z.object({
      attribute: z.enum(['Properties', 'Metadata', 'DeletionPolicy', 'UpdateReplacePolicy']),
      property: z.string().optional(),
      needsReplacement: z.boolean(),
    }),
  ),
});

/** Less the template as an object, which is that of its text. */
const input: z.ZodType<Omit<DeployStackInput, 'template'> & { readonly templateBody: string }> =
  z.object({
    stackName: z.string(),
    templateBody: z.string(),
    parameters: z.record(z.string(), z.string()).optional(),
    capabilities: z.array(z.string()).optional(),
    tags: z.record(z.string(), z.string()).optional(),
    roleArn: z.string().optional(),
    changeSetId: z.string().optional(),
  });

const schema = z.object({
  id: z.string(),
  name: z.string(),
  stackId: z.string(),
  stackName: z.string(),
  type: z.enum(['CREATE', 'UPDATE']),
  description: z.string().optional(),
  created: z.number(),
  status: z.enum(['CREATE_COMPLETE', 'FAILED']),
  statusReason: z.string().optional(),
  executionStatus: z.enum([
    'AVAILABLE',
    'UNAVAILABLE',
    'EXECUTE_IN_PROGRESS',
    'EXECUTE_COMPLETE',
    'EXECUTE_FAILED',
    'OBSOLETE',
  ]),
  changes: z.array(change),
  input,
  onStackFailure: z.enum(['DELETE', 'DO_NOTHING', 'ROLLBACK']).optional(),
});
type ChangeSetRecord = z.output<typeof schema>;

/** A change set as JSON. */
export const changeSetFormat: Format<ChangeSet, ChangeSetRecord> = {
  schema,
  write({ input: { template, templateBody = JSON.stringify(template), ...rest }, ...changeSet }) {
    return { ...changeSet, changes: [...changeSet.changes], input: { ...rest, templateBody } };
  },
  read: (record) => ({
    ...record,
    description: record.description,
    statusReason: record.statusReason,
    onStackFailure: record.onStackFailure,
    input: { ...record.input, template: parseTemplateBody(record.input.templateBody) },
  }),
};
