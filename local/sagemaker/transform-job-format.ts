import * as z from 'zod';
import { type Format } from '../state/format';
import { modelFormat, storedModel } from './model-format';
import { type TransformJob } from './transform-job';
import { createTransformJobRequest } from './transform-job-request';

const schema = z.object({
  arn: z.string(),
  request: createTransformJobRequest,
  model: storedModel,
  creationTime: z.number(),
  status: z.enum(['InProgress', 'Completed', 'Failed', 'Stopping', 'Stopped']),
  lastModifiedTime: z.number(),
  startTime: z.number().optional(),
  endTime: z.number().optional(),
  failureReason: z.string().optional(),
});

export const transformJobFormat: Format<TransformJob, z.output<typeof schema>> = {
  schema,
  write: (job) => ({ ...job, model: modelFormat.write(job.model) }),
  read: ({ startTime, endTime, failureReason, ...job }) => ({
    ...job,
    model: modelFormat.read(job.model, job.model.request.ModelName),
    ...(startTime !== undefined && { startTime }),
    ...(endTime !== undefined && { endTime }),
    ...(failureReason !== undefined && { failureReason }),
  }),
};
