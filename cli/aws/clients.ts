import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';

export interface Clients {
  readonly cloudFormation: CloudFormationClient;
  readonly s3: S3Client;
  readonly stepFunctions: SFNClient;
}

export interface ClientTarget {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/**
 * Clients for AWS as the environment names it (profile, AWS_REGION, AWS_ENDPOINT_URL), or for one
 * target such as the embedded AWS.
 */
export function createClients(target?: ClientTarget): Clients {
  const config = target ?? {};
  return {
    cloudFormation: new CloudFormationClient(config),
    s3: new S3Client(config),
    stepFunctions: new SFNClient(config),
  };
}
