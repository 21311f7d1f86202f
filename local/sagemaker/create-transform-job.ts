import { AwsError } from '../gateway/aws-error';
import { hasInputObjects } from './input-objects';
import { type Model } from './models';
import { parseS3Uri, type S3Location } from './s3-uri';
import { type S3Client } from '@aws-sdk/client-s3';
import { type CreateTransformJobRequest } from './transform-job-request';
import { unsupported, validationException } from './validation';

/** MaxConcurrentTransforms * MaxPayloadInMB, and MaxPayloadInMB alone, in MB. Source: CreateTransformJob. */
const MAX_PAYLOAD_IN_FLIGHT_MB = 100;
const DEFAULT_MAX_PAYLOAD_MB = 6;

/** Families whose volume is a local NVMe disk: SageMaker encrypts those by itself and refuses a key. */
const LOCAL_STORAGE = /^ml\.(g4dn|g5|g6|g6e|trn1)\./;

/** Members and values that AWS knows and this program does not run: refused by name. */
export function refuseUnsupported(request: CreateTransformJobRequest): void {
  const { TransformInput: input, DataProcessing: processing } = request;
  const { S3DataType } = input.DataSource.S3DataSource;
  if (S3DataType === 'AugmentedManifestFile' || S3DataType === 'Converse') {
    throw unsupported(`S3DataType '${S3DataType}'`, 'S3Prefix, ManifestFile');
  }
  if (input.SplitType === 'RecordIO' || input.SplitType === 'TFRecord') {
    throw unsupported(`SplitType '${input.SplitType}'`, 'None, Line');
  }
  if (processing?.JoinSource === 'Input') throw unsupported("JoinSource 'Input'", 'None');
  for (const filter of ['InputFilter', 'OutputFilter'] as const) {
    const path = processing?.[filter] ?? '$';
    if (path !== '$') throw unsupported(`${filter} '${path}'`, '$ (the whole record)');
  }
  for (const member of ['DataCaptureConfig', 'ExperimentConfig'] as const) {
    if (request[member] !== undefined) throw unsupported(member);
  }
  if (request.MaxPayloadInMB === 0) {
    throw unsupported('MaxPayloadInMB 0 (payloads streamed without a limit)', '1 to 100');
  }
}

/** Rules between fields, and the one about volumes. */
export function checkLimits(request: CreateTransformJobRequest): void {
  const payload = request.MaxPayloadInMB ?? DEFAULT_MAX_PAYLOAD_MB;
  const concurrent = request.MaxConcurrentTransforms ?? 0;
  const inFlight = payload * Math.max(concurrent, 1);
  if (inFlight > MAX_PAYLOAD_IN_FLIGHT_MB) {
    throw validationException(
      `MaxConcurrentTransforms * MaxPayloadInMB must not exceed ${MAX_PAYLOAD_IN_FLIGHT_MB} MB; ${Math.max(concurrent, 1)} * ${payload} MB is ${inFlight} MB.`,
    );
  }
  const { InstanceType, VolumeKmsKeyId } = request.TransformResources;
  if (VolumeKmsKeyId && LOCAL_STORAGE.test(InstanceType)) {
    throw validationException(
      `VolumeKmsKeyId can not be requested for the instance type ${InstanceType}, which has local storage.`,
    );
  }
}

/** Batch transform wants a tar.gz; aws/sagemaker-python-sdk#4777 has the message. */
export function checkModel(model: Model): void {
  if (model.container.ModelDataSource) {
    throw validationException(
      "SageMaker Batch currently doesn't support Model entity with container definitions which use ModelDataSource attribute",
    );
  }
}

/** AWS looks for input before it accepts the job (aws/amazon-sagemaker-examples#2414). */
export async function checkInput(
  request: CreateTransformJobRequest,
  options: { readonly s3: S3Client; readonly region: string; readonly roleArn: string },
): Promise<void> {
  const { S3DataType, S3Uri } = request.TransformInput.DataSource.S3DataSource;
  const location = s3Location('S3Uri', S3Uri);
  s3Location('S3OutputPath', request.TransformOutput.S3OutputPath);
  const dataType = S3DataType === 'ManifestFile' ? 'ManifestFile' : 'S3Prefix';
  if (await hasInputObjects({ s3: options.s3, dataType, location })) return;
  throw validationException(
    `No S3 objects found under S3 URL "${S3Uri}" given in input data source. Please ensure that the bucket exists in the selected region (${options.region}), that objects exist under that S3 prefix, and that the role "${options.roleArn}" has "s3:ListBucket" permissions on bucket "${location.bucket}".`,
  );
}

/** Instances that an account may have in transform jobs, by type; a type that is not named has no limit here. */
export type InstanceQuotas = Readonly<Record<string, number>>;

/** @param inUse instances of the type in jobs that have not ended */
export function checkQuota(
  request: CreateTransformJobRequest,
  quotas: InstanceQuotas,
  inUse: number,
): void {
  const { InstanceType, InstanceCount } = request.TransformResources;
  const limit = quotas[InstanceType];
  if (limit === undefined || inUse + InstanceCount <= limit) return;
  throw new AwsError(
    'ResourceLimitExceeded',
    `The account-level service limit '${InstanceType} for transform job usage' is ${limit} Instances, with current utilization of ${inUse} Instances and a request delta of ${InstanceCount} Instances. Please contact AWS support to request an increase for this limit.`,
  );
}

function s3Location(member: string, uri: string): S3Location {
  const location = parseS3Uri(uri);
  if (!location) throw unsupported(`${member} '${uri}'`, 's3://bucket/key');
  return location;
}
