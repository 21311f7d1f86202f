import * as z from 'zod';

/** Tags of a SageMaker resource in a template; the service checks their lengths. */
export const tagsProperty = z
  .array(z.strictObject({ Key: z.string(), Value: z.string() }))
  .default([]);
