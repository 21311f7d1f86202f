import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Duration, FileSystem, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { type VpcConfig } from '../../../lib/config/schema';
import { bundleFunction } from '../../../lib/constructs/bundle-function';
import { LambdaFunction } from '../../../lib/constructs/lambda-function';
import { KEY_ARN, rightsOf, VPC } from '../support/event-resources';
import { statementsOf } from '../support/statements';
import { testApp, testStack } from '../support/synthesize';

const props = {
  name: 'plan-run',
  description: 'Plans a run',
  service: 'Text2Text',
  timeout: Duration.minutes(2),
  memorySize: 256,
  removalPolicy: RemovalPolicy.DESTROY,
};

function planIn(stack: Stack, vpc: VpcConfig | null = null): LambdaFunction {
  const encryptionKey = Key.fromKeyArn(stack, 'Key', KEY_ARN);
  return new LambdaFunction(stack, 'Plan', { ...props, encryptionKey, vpc });
}

describe('LambdaFunction', () => {
  it('is a traced function on Node 24 with a time-out and memory', () => {
    const stack = testStack();
    planIn(stack);
    Template.fromStack(stack).hasResourceProperties('AWS::Lambda::Function', {
      Description: 'Plans a run',
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      Architectures: ['arm64'],
      Timeout: 120,
      MemorySize: 256,
      TracingConfig: { Mode: 'Active' },
    });
  });

  it('writes a log group of its own, encrypted, kept for 90 days', () => {
    const stack = testStack();
    planIn(stack);
    const template = Template.fromStack(stack);
    template.hasResource('AWS::Logs::LogGroup', {
      Properties: { RetentionInDays: 90, KmsKeyId: KEY_ARN },
      DeletionPolicy: 'Delete',
    });
    template.hasResourceProperties('AWS::Lambda::Function', {
      LoggingConfig: { LogGroup: { Ref: Match.stringLikeRegexp('^PlanLogs') } },
    });
  });

  it('may write its logs and traces, and has no managed policy', () => {
    const stack = testStack();
    planIn(stack);
    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::IAM::Role', { ManagedPolicyArns: Match.absent() });
    expect(statementsOf(template)).toStrictEqual([
      {
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: [expect.stringMatching(/^\$\{PlanLogs\w+\.Arn\}$/)],
        condition: undefined,
      },
      {
        actions: ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'],
        resources: ['*'],
        condition: undefined,
      },
    ]);
  });

  it('runs in the VPC that is given, by ids, with rights to its network interfaces there', () => {
    const stack = testStack();
    planIn(stack, VPC);
    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::Lambda::Function', {
      VpcConfig: { SubnetIds: VPC.subnetIds, SecurityGroupIds: VPC.securityGroupIds },
    });
    template.hasResourceProperties('AWS::IAM::Role', { ManagedPolicyArns: Match.absent() });
    const arn = (resource: string) => `arn:aws:ec2:us-east-1:\${AWS::AccountId}:${resource}`;
    const ec2 = rightsOf(template, 'PlanRole').filter((right) => right.startsWith('ec2:'));
    expect(ec2).toStrictEqual([
      `ec2:AssignPrivateIpAddresses on ${arn('network-interface/*')}`,
      `ec2:CreateNetworkInterface on ${arn('network-interface/*')}`,
      `ec2:CreateNetworkInterface on ${arn('security-group/sg-01234567')}`,
      `ec2:CreateNetworkInterface on ${arn('subnet/subnet-01234567')}`,
      `ec2:CreateNetworkInterface on ${arn('subnet/subnet-89abcdef')}`,
      `ec2:DeleteNetworkInterface on ${arn('network-interface/*')}`,
      'ec2:DescribeNetworkInterfaces on *',
      'ec2:DescribeSubnets on *',
      `ec2:UnassignPrivateIpAddresses on ${arn('network-interface/*')}`,
    ]);
  });

  it("denies a function's own code what Lambda may do in the VPC", () => {
    const stack = testStack();
    planIn(stack, VPC);
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          {
            Effect: 'Deny',
            Action: [
              'ec2:AssignPrivateIpAddresses',
              'ec2:CreateNetworkInterface',
              'ec2:DeleteNetworkInterface',
              'ec2:DescribeNetworkInterfaces',
              'ec2:DescribeSubnets',
              'ec2:UnassignPrivateIpAddresses',
            ],
            Resource: '*',
            Condition: { Null: { 'lambda:SourceFunctionArn': 'false' } },
          },
        ]),
      },
    });
  });

  it('is told the deployment that its log lines and metrics belong to', () => {
    const stack = testStack();
    planIn(stack);
    Template.fromStack(stack).hasResourceProperties('AWS::Lambda::Function', {
      Environment: {
        Variables: {
          POWERTOOLS_SERVICE_NAME: 'Text2Text',
          POWERTOOLS_METRICS_NAMESPACE: 'text2text-batch',
        },
      },
    });
  });

  it('gets a bucket and the variable that names it in one call', () => {
    const stack = testStack();
    const bucket = Bucket.fromBucketName(stack, 'Data', 'my-data');
    const plan = planIn(stack);
    plan.useBucket('DATA_BUCKET', { bucket, read: ['*'], write: ['runs/*'], list: ['runs/*'] });
    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::Lambda::Function', {
      Environment: { Variables: { DATA_BUCKET: 'my-data' } },
    });
    const s3 = statementsOf(template).filter(({ actions }) => actions[0]?.startsWith('s3:'));
    expect(s3).toStrictEqual([
      { actions: ['s3:GetObject'], resources: ['arn:aws:s3:::my-data/*'], condition: undefined },
      {
        actions: ['s3:AbortMultipartUpload', 's3:PutObject'],
        resources: ['arn:aws:s3:::my-data/runs/*'],
        condition: undefined,
      },
      {
        actions: ['s3:ListBucket'],
        resources: ['arn:aws:s3:::my-data'],
        condition: { StringLikeIfExists: { 's3:prefix': ['runs/*'] } },
      },
    ]);
  });

  it('deploys the bundle, under a hash that follows its bytes', () => {
    const outdir = mkdtempSync(join(tmpdir(), 'assembly-'));
    try {
      const stack = new Stack(testApp({ bundle: true, outdir }), 'Test', {
        env: { region: 'us-east-1' },
      });
      planIn(stack);
      const [deployed] = Object.values(
        Template.fromStack(stack).findResources('AWS::Lambda::Function'),
      );
      const { Code } = deployed?.Properties as { Code: { S3Key: string } };
      const hash = Code.S3Key.replace(/\.zip$/, '');
      const asset = join(outdir, `asset.${hash}`);
      // Of the bundle, not of the folder: what a function imports from elsewhere counts.
      expect(FileSystem.fingerprint(asset)).toBe(hash);
      const bundle = readFileSync(join(asset, 'index.js'));
      const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
      expect(sha256(bundle)).toBe(sha256(bundleFunction('plan-run')));
    } finally {
      rmSync(outdir, { recursive: true });
    }
  });
});
