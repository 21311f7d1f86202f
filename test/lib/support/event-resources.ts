import { RemovalPolicy, type Stack } from 'aws-cdk-lib';
import { type Template } from 'aws-cdk-lib/assertions';
import { type IKey, Key } from 'aws-cdk-lib/aws-kms';
import { Bucket, type IBucket } from 'aws-cdk-lib/aws-s3';
import { type VpcConfig } from '../../../lib/config/schema';
import { type FunctionDefaults } from '../../../lib/constructs/lambda-function';
import { UndeliveredEvents } from '../../../lib/constructs/undelivered-events';
import { type Statement, statementsOf } from './statements';
import { testStack } from './synthesize';

export const KEY_ARN =
  'arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';

export const VPC: VpcConfig = {
  vpcId: 'vpc-01234567',
  subnetIds: ['subnet-01234567', 'subnet-89abcdef'],
  securityGroupIds: ['sg-01234567'],
  createEndpoints: null,
};

/** What constructs that send or receive events are given. */
export interface EventResources {
  readonly stack: Stack;
  readonly props: {
    readonly functionDefaults: FunctionDefaults;
    readonly dataBucket: IBucket;
    readonly encryptionKey: IKey;
    readonly undeliveredEvents: UndeliveredEvents;
  };
}

export function eventResources(): EventResources {
  const stack = testStack();
  const encryptionKey = Key.fromKeyArn(stack, 'Key', KEY_ARN);
  return {
    stack,
    props: {
      functionDefaults: {
        service: 'Text2Text',
        encryptionKey,
        vpc: null,
        removalPolicy: RemovalPolicy.DESTROY,
      },
      dataBucket: Bucket.fromBucketAttributes(stack, 'Data', { bucketName: 'data', encryptionKey }),
      encryptionKey,
      undeliveredEvents: new UndeliveredEvents(stack, 'Undelivered', { encryptionKey }),
    },
  };
}

/**
 * `action on resource`, `if` when there is a condition, of the role whose logical id begins so;
 * without logs and traces, which every function has. Hashes of logical ids are left out.
 */
export function rightsOf(template: Template, role: string): string[] {
  return statementsOf(template, role)
    .flatMap(flat)
    .filter((right) => !/^(xray|logs:(CreateLogStream|Put))/.test(right))
    .sort();
}

function flat({ actions, resources, condition }: Statement): string[] {
  const when = condition === undefined ? '' : ` if ${JSON.stringify(condition)}`;
  return actions.flatMap((action) =>
    resources.map(
      (resource) => `${action} on ${resource.replace(/[0-9A-F]{8}(?=[.}])/, '')}${when}`,
    ),
  );
}

/** What a role needs of the key to read and write what a service keeps encrypted with it. */
export function keyRights(service: 's3' | 'sqs' | 'sns'): string[] {
  return [keyRight('kms:Decrypt', service), keyRight('kms:GenerateDataKey', service)];
}

export function keyRight(action: string, service: 's3' | 'sqs' | 'sns'): string {
  const via = `{"Fn::Join":["",["${service}.us-east-1.",{"Ref":"AWS::URLSuffix"}]]}`;
  return `${action} on ${KEY_ARN} if {"StringEquals":{"kms:ViaService":${via}}}`;
}

/** What a role needs to send what it could not deliver to the queue of `eventResources`. */
export const SEND_UNDELIVERED = ['sqs:SendMessage on ${UndeliveredQueue.Arn}', ...keyRights('sqs')];
