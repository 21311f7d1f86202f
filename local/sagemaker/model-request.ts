import * as z from 'zod';
import { modelDataSource } from './model-data';
import { stringMap, text } from './validation';

export const entityName = text(1, 63, /^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}$/);

/** API reference, Tag; at most 50 a resource. */
export const tags = z.array(z.object({ Key: text(1, 128), Value: text(0, 256) })).max(50);

const environmentKeys = { maxKeyLength: 1024, keyPattern: /^[a-zA-Z_][a-zA-Z0-9_]{0,1023}$/ };

const modelEnvironment = stringMap({ ...environmentKeys, maxEntries: 100, maxValueLength: 1024 });

/** A job may set fewer variables than a model, and longer ones. */
export const jobEnvironment = stringMap({
  ...environmentKeys,
  maxEntries: 16,
  maxValueLength: 10_240,
});

const container = z.object({
  Image: text(1, 255, /^[\S]+$/),
  ModelDataUrl: text(0, 1024, /^(https|s3):\/\/([^/]+)\/?(.*)$/).optional(),
  ModelDataSource: modelDataSource.optional(),
  Environment: modelEnvironment.optional(),
  ContainerHostname: text(0, 63).optional(),
  Mode: z.enum(['SingleModel', 'MultiModel']).optional(),
});

/** API reference, CreateModel. Inference pipelines (`Containers`) are refused by name. */
export const createModelRequest = z.object({
  ModelName: entityName,
  PrimaryContainer: container.optional(),
  Containers: z.array(z.unknown()).optional(),
  ExecutionRoleArn: text(20, 2048, /^arn:aws[a-z-]*:iam::\d{12}:role\/?[a-zA-Z_0-9+=,.@\-_/]+$/),
  EnableNetworkIsolation: z.boolean().optional(),
  VpcConfig: z.record(z.string(), z.unknown()).optional(),
  Tags: tags.optional(),
});

export type CreateModelRequest = z.output<typeof createModelRequest>;
export type ContainerDefinition = z.output<typeof container>;
export type Tag = z.output<typeof tags>[number];
