import * as z from 'zod';
import { type Format } from '../state/format';
import { createModelRequest } from './model-request';
import { type Model } from './models';

export const storedModel = z.object({
  arn: z.string(),
  /** Epoch milliseconds. */
  creationTime: z.number(),
  request: createModelRequest,
});
type StoredModel = z.output<typeof storedModel>;

export const modelFormat: Format<Model, StoredModel> = {
  schema: storedModel,
  write: ({ arn, creationTime, request }) => ({ arn, creationTime, request }),
  read: ({ arn, creationTime, request }) => {
    const { ModelName: name, PrimaryContainer: container } = request;
    if (!container) throw new Error('there is no PrimaryContainer');
    return { name, arn, creationTime, request, container };
  },
};
