import * as z from 'zod';
import { AwsError } from '../gateway/aws-error';

const deletionPolicy = z.enum(['Delete', 'Retain', 'RetainExceptOnCreate']);

const resourceSchema = z.strictObject({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
  DependsOn: z.union([z.string(), z.array(z.string())]).default([]),
  Condition: z.string().optional(),
  DeletionPolicy: deletionPolicy.default('Delete'),
  UpdateReplacePolicy: z.enum(['Delete', 'Retain']).default('Delete'),
  Metadata: z.unknown().optional(),
});

const templateSchema = z.strictObject({
  AWSTemplateFormatVersion: z.literal('2010-09-09').optional(),
  Description: z.string().optional(),
  Metadata: z.unknown().optional(),
  Parameters: z
    .record(
      z.string(),
      z.looseObject({
        Type: z.string(),
        Default: z.union([z.string(), z.number()]).optional(),
        Description: z.string().optional(),
        NoEcho: z.union([z.boolean(), z.string()]).optional(),
        AllowedValues: z.array(z.union([z.string(), z.number()])).optional(),
      }),
    )
    .default({}),
  /** CDK's rule about the bootstrap version; the version here is fixed, so it always holds. */
  Rules: z.unknown().optional(),
  Mappings: z
    .record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown())))
    .default({}),
  Conditions: z.record(z.string(), z.unknown()).default({}),
  Resources: z.record(z.string(), resourceSchema),
  Outputs: z
    .record(
      z.string(),
      z.strictObject({
        Value: z.unknown(),
        Description: z.string().optional(),
        Condition: z.string().optional(),
        Export: z.strictObject({ Name: z.unknown() }).optional(),
      }),
    )
    .default({}),
});

export type Template = z.infer<typeof templateSchema>;
export type TemplateResource = z.infer<typeof resourceSchema>;

/**
 * Checks a template's shape. Macros (`Transform`) are not supported and refused as unknown.
 * @throws AwsError ValidationError that names each fault's place
 */
export function parseTemplate(template: unknown): Template {
  const parsed = templateSchema.safeParse(template);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) => `${path.join('/')}: ${message}`);
  throw new AwsError('ValidationError', `Template format error: ${faults.join('; ')}`);
}

export function dependsOn(resource: TemplateResource): readonly string[] {
  return typeof resource.DependsOn === 'string' ? [resource.DependsOn] : resource.DependsOn;
}
