import * as z from 'zod';
import { type JsonOperation } from '../gateway/aws-json';
import { listPage } from './listing';
import { entityName } from './model-request';
import { type Model, type Models } from './models';
import { type TagStore } from './tags';
import { epochSeconds, summarizeTransformJob } from './transform-job';
import { type TransformJobs } from './transform-jobs';
import { parseRequest } from './validation';

const modelName = z.object({ ModelName: entityName });

/** The operations of SageMaker that exist here, by their names in `X-Amz-Target`. */
export function operations(state: {
  readonly models: Models;
  readonly jobs: TransformJobs;
  readonly tags: TagStore;
}) {
  const { models, jobs, tags } = state;
  return {
    CreateModel: async (input) => ({ ModelArn: (await models.create(input)).arn }),
    DescribeModel: async (input) =>
      describeModel(models.get(parseRequest(modelName, input).ModelName)),
    DeleteModel: async (input) => {
      models.delete(parseRequest(modelName, input).ModelName);
      return {};
    },
    ListModels: async (input) => {
      const listable = models
        .all()
        .map((model) => ({ ...model, status: '', lastModifiedTime: model.creationTime }));
      const { page, ...rest } = listPage(listable, input);
      return { Models: page.map(summarizeModel), ...rest };
    },
    CreateTransformJob: async (input) => jobs.create(input),
    DescribeTransformJob: async (input) => jobs.describe(input),
    StopTransformJob: async (input) => jobs.stop(input),
    ListTransformJobs: async (input) => {
      const listable = jobs.all().map((job) => ({
        job,
        name: job.request.TransformJobName,
        status: job.status,
        creationTime: job.creationTime,
        lastModifiedTime: job.lastModifiedTime,
      }));
      const { page, ...rest } = listPage(listable, input);
      return { TransformJobSummaries: page.map(({ job }) => summarizeTransformJob(job)), ...rest };
    },
    AddTags: async (input) => tags.add(input),
    ListTags: async (input) => tags.list(input),
    DeleteTags: async (input) => tags.delete(input),
  } satisfies Record<string, JsonOperation>;
}

function describeModel(model: Model): Record<string, unknown> {
  const { request } = model;
  return {
    ...summarizeModel(model),
    PrimaryContainer: { Mode: 'SingleModel', ...request.PrimaryContainer },
    ExecutionRoleArn: request.ExecutionRoleArn,
    VpcConfig: request.VpcConfig,
    EnableNetworkIsolation: request.EnableNetworkIsolation ?? false,
  };
}

function summarizeModel(
  model: Pick<Model, 'name' | 'arn' | 'creationTime'>,
): Record<string, unknown> {
  return {
    ModelName: model.name,
    ModelArn: model.arn,
    CreationTime: epochSeconds(model.creationTime),
  };
}
