import * as z from 'zod';

/**
 * A model as this deployment has it: literal facts that the Model stack hands to the state machine
 * and the planner. Nothing here is read from AWS at run time.
 */
export const deployedModelSchema = z.strictObject({
  /** The name by which a run picks it. */
  name: z.string().min(1),
  /** The SageMaker Model; its content hash changes with whatever changes an answer. */
  modelName: z.string().regex(/^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}$/),
  /** Null: an own artefact. */
  jumpStart: z.strictObject({ modelId: z.string(), version: z.string() }).nullable(),
  image: z.string().min(1),
  modelDataUrl: z.string().regex(/^s3:\/\/.+\.tar\.gz$/),
  environment: z.record(z.string(), z.string()),
  /** How the container is spoken to: `text_inputs`, HYPER_PARAMS, answers as Python literals. */
  contract: z.literal('text2text-1.x'),
  /** The image fixes CPU or GPU, so a run may choose among these only. */
  supportedInstanceTypes: z.array(z.string()).min(1),
  defaultInstanceType: z.string(),
});

export type DeployedModel = z.infer<typeof deployedModelSchema>;
