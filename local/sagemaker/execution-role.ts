import { type S3Client } from '@aws-sdk/client-s3';
import { type Authorizer } from '../iam/access';
import { authorizeAssumption } from '../iam/assume-role';
import { isAccessDenied } from '../iam/evaluation/access-denied';
import { type Place, type Right } from '../iam/rights';
import { authorizeSender, roleSender } from '../iam/sender';
import { type LogSink } from '../logs/log-sink';
import { roleLogSink } from '../logs/role-log-sink';
import { JobFailure } from './failures';

/** SageMaker's name for its sessions under a model's execution role. */
export const SESSION_NAME = 'SageMaker';

/** The client that acts under a role: one for each, as each holds connections. */
export type S3ClientOf = (roleArn: string) => S3Client;

export interface ExecutionRolesOptions {
  readonly s3: S3Client;
  /** S3 under a role; without it, all roles share `s3`, as where nothing enforces rights. */
  readonly s3As?: S3ClientOf | undefined;
  readonly authorizer: Authorizer;
  readonly place: Place;
  readonly logSink: LogSink & { readonly hasLogGroup?: (name: string) => boolean };
  readonly now: () => number;
}

/** What SageMaker does for a model's container, it does under the model's execution role. */
export interface ExecutionRoles {
  s3(roleArn: string): S3Client;
  logSink(roleArn: string): LogSink;
  /**
   * What an instance takes before its container starts: the role, the image, the disk's key.
   * @throws JobFailure ClientError that names the right
   */
  checkInstance(roleArn: string, wanted: InstanceNeeds): void;
}

export interface InstanceNeeds {
  /** ARN of the job or the endpoint. */
  readonly sourceArn: string;
  readonly image: string;
  /** Key of the instance's volume, as the request names it. */
  readonly volumeKey?: string | undefined;
}

export function createExecutionRoles(options: ExecutionRolesOptions): ExecutionRoles {
  const { authorizer, place } = options;
  const logs = new Map<string, LogSink>();
  return {
    s3: options.s3As ?? (() => options.s3),
    logSink(roleArn) {
      const sink =
        logs.get(roleArn) ??
        roleLogSink({
          sink: options.logSink,
          authorizer,
          place,
          writer: roleSender(roleArn, SESSION_NAME),
          now: options.now,
        });
      logs.set(roleArn, sink);
      return sink;
    },
    checkInstance(roleArn, { sourceArn, image, volumeKey }) {
      const service = 'sagemaker.amazonaws.com';
      const rights = [...imageRights(image), ...volumeRights(volumeKey, place)];
      orFail(() => {
        authorizeAssumption(authorizer, place, { roleArn, service, sourceArn });
        authorizeSender(authorizer, roleSender(roleArn, SESSION_NAME), rights);
      });
    },
  };
}

/** Source: SageMaker Developer Guide, "CreateModel API: execution role permissions". */
function imageRights(image: string): Right[] {
  const registry = /^(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com\/([^:@]+)/.exec(image);
  if (!registry) return [];
  const [, accountId = '', region = '', repository = ''] = registry;
  const resource = `arn:aws:ecr:${region}:${accountId}:repository/${repository}`;
  return [
    { action: 'ecr:GetAuthorizationToken', resource: '*' },
    ...['BatchCheckLayerAvailability', 'GetDownloadUrlForLayer', 'BatchGetImage'].map((name) => ({
      action: `ecr:${name}`,
      resource,
    })),
  ];
}

/** An encrypted volume takes a grant on its key. Source: SageMaker Developer Guide, "VolumeKmsKeyId". */
function volumeRights(key: string | undefined, { region, accountId }: Place): Right[] {
  if (key === undefined || key === '') return [];
  const resource = key.startsWith('arn:') ? key : `arn:aws:kms:${region}:${accountId}:key/${key}`;
  return [
    { action: 'kms:DescribeKey', resource },
    { action: 'kms:CreateGrant', resource, context: { 'kms:grantisforawsresource': 'true' } },
  ];
}

function orFail(check: () => void): void {
  try {
    check();
  } catch (cause) {
    if (!isAccessDenied(cause)) throw cause;
    throw new JobFailure(`ClientError: ${cause.message}`, { cause });
  }
}
