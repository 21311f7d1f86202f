import { ProductionVariantInstanceType } from '@aws-sdk/client-sagemaker';
import * as z from 'zod';
import { entityName, tags } from '../model-request';
import { text, unsupported, validationException } from '../validation';

const timeoutSeconds = z.int().min(60).max(3600).optional();

const productionVariant = z.object({
  VariantName: entityName,
  ModelName: entityName.optional(),
  InstanceType: z.enum(ProductionVariantInstanceType).optional(),
  InitialInstanceCount: z.int().min(1).optional(),
  InitialVariantWeight: z.number().min(0).optional(),
  VolumeSizeInGB: z.int().min(1).max(512).optional(),
  ModelDataDownloadTimeoutInSeconds: timeoutSeconds,
  ContainerStartupHealthCheckTimeoutInSeconds: timeoutSeconds,
  EnableSSMAccess: z.boolean().optional(),
  InferenceAmiVersion: text(1, 63).optional(),
  RoutingConfig: z
    .object({ RoutingStrategy: z.enum(['LEAST_OUTSTANDING_REQUESTS', 'RANDOM', 'PREFIX_AWARE']) })
    .optional(),
  AcceleratorType: z.unknown().optional(),
  CapacityReservationConfig: z.unknown().optional(),
  CoreDumpConfig: z.unknown().optional(),
  InstancePools: z.unknown().optional(),
  ManagedInstanceScaling: z.unknown().optional(),
  ServerlessConfig: z.unknown().optional(),
});

/** API reference, CreateEndpointConfig: shape and bounds; what is supported is checked after it. */
export const createEndpointConfigRequest = z.object({
  EndpointConfigName: entityName,
  ProductionVariants: z.array(productionVariant).min(1).max(10),
  DataCaptureConfig: z.looseObject({ EnableCapture: z.boolean().optional() }).optional(),
  KmsKeyId: text(0, 2048, /^[a-zA-Z0-9:/_-]*$/).optional(),
  Tags: tags.optional(),
  AsyncInferenceConfig: z.unknown().optional(),
  EnableNetworkIsolation: z.unknown().optional(),
  ExecutionRoleArn: z.unknown().optional(),
  ExplainerConfig: z.unknown().optional(),
  ShadowProductionVariants: z.array(z.unknown()).optional(),
  VpcConfig: z.unknown().optional(),
});

export type CreateEndpointConfigRequest = z.output<typeof createEndpointConfigRequest>;

/** A variant of instances: what this program runs. */
export interface ProductionVariant extends z.output<typeof productionVariant> {
  readonly ModelName: string;
  readonly InitialInstanceCount: number;
  readonly InitialVariantWeight: number;
}

/** Members of the request that AWS knows and that ask for what does not exist here. */
const UNSUPPORTED = [
  'AsyncInferenceConfig',
  'ExecutionRoleArn',
  'ExplainerConfig',
  'VpcConfig',
  'EnableNetworkIsolation',
] as const;

const UNSUPPORTED_OF_VARIANT = [
  'AcceleratorType',
  'CapacityReservationConfig',
  'CoreDumpConfig',
  'InstancePools',
  'ManagedInstanceScaling',
  'ServerlessConfig',
] as const;

/**
 * The variants with their defaults. @throws AwsError ValidationException for what is not supported here, a variant
 * without model, instance type or count, and a name that two variants have
 */
export function readVariants(request: CreateEndpointConfigRequest): ProductionVariant[] {
  for (const member of UNSUPPORTED) {
    if (request[member] !== undefined) throw unsupported(member);
  }
  if (request.ShadowProductionVariants?.length) throw unsupported('ShadowProductionVariants');
  if (request.DataCaptureConfig?.EnableCapture) {
    throw unsupported('DataCaptureConfig', 'EnableCapture false');
  }
  const names = request.ProductionVariants.map(({ VariantName }) => VariantName);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    throw validationException(`Two ProductionVariants have the VariantName "${twice}".`);
  }
  return request.ProductionVariants.map(readVariant);
}

function readVariant(variant: z.output<typeof productionVariant>): ProductionVariant {
  for (const member of UNSUPPORTED_OF_VARIANT) {
    if (variant[member] !== undefined) throw unsupported(member);
  }
  const { VariantName, ModelName, InitialInstanceCount, InitialVariantWeight = 1 } = variant;
  if (variant.RoutingConfig?.RoutingStrategy === 'PREFIX_AWARE') {
    throw unsupported('RoutingStrategy PREFIX_AWARE', 'LEAST_OUTSTANDING_REQUESTS, RANDOM');
  }
  if (ModelName === undefined) throw missing(VariantName, 'ModelName');
  if (variant.InstanceType === undefined) throw missing(VariantName, 'InstanceType');
  if (InitialInstanceCount === undefined) throw missing(VariantName, 'InitialInstanceCount');
  return { ...variant, ModelName, InitialInstanceCount, InitialVariantWeight };
}

function missing(variant: string, member: string): Error {
  return validationException(`${member} must be given for the production variant "${variant}".`);
}
