import { type App, Stack, Validations } from 'aws-cdk-lib';
import {
  Policy,
  PolicyDocument,
  PolicyStatement,
  Role,
  ServicePrincipal,
} from 'aws-cdk-lib/aws-iam';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { AwsSolutionsChecks } from 'cdk-nag';
import { BatchTextToText } from '../../../lib';
import { acknowledgeWildcards } from '../../../lib/nag/acknowledge-wildcards';
import { testApp } from '../support/synthesize';

const env = { region: 'eu-west-1' };

/** An app of somebody who uses cdk-nag. */
function checkedApp(): App {
  const app = testApp();
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return app;
}

/** A role of a stack, its wildcards acknowledged. */
function checkedRole(app = checkedApp()): { app: App; role: Role } {
  const stack = new Stack(app, 'Stack', { env });
  const role = new Role(stack, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
  acknowledgeWildcards(stack);
  return { app, role };
}

const allow = (...actions: string[]) => ({
  on: (...resources: string[]) => new PolicyStatement({ actions, resources }),
});

/** Ids that cdk-nag reports. */
function findings(app: App): string[] {
  app.synth({ force: true });
  return new AwsSolutionsChecks().validateScope(app).violations.map(({ ruleName }) => ruleName);
}

describe('acknowledgeWildcards', () => {
  it('acknowledges a wildcard that has a reason, of a policy and of a role with policies inside', () => {
    const { app, role } = checkedRole(testApp());
    role.addToPolicy(allow('sagemaker:ListTransformJobs').on('*'));
    new Role(Stack.of(role), 'Inside', {
      assumedBy: new ServicePrincipal('sagemaker.amazonaws.com'),
      inlinePolicies: {
        Metrics: new PolicyDocument({ statements: [allow('cloudwatch:PutMetricData').on('*')] }),
      },
    });
    expect(findings(app)).toStrictEqual([]);
  });

  it('acknowledges the objects of a bucket in another stack by their final name', () => {
    const app = testApp();
    const bucket = new Bucket(new Stack(app, 'Storage', { env }), 'Data', {
      enforceSSL: true,
      serverAccessLogsPrefix: 'own/',
    });
    const { role } = checkedRole(app);
    role.addToPolicy(allow('s3:GetObject').on(bucket.arnForObjects('runs/*')));
    expect(findings(app)).toStrictEqual([]);
  });

  it.each([
    ['an action without a reason', allow('sagemaker:ListModels').on('*'), 'Resource::*'],
    [
      'one action without a reason beside one with',
      allow('sagemaker:ListTransformJobs', 'sagemaker:ListModels').on('*'),
      'Resource::*',
    ],
    [
      'an action on more than its reason is about',
      allow('s3:PutObject').on('arn:aws:s3:::data/*'),
      'Resource::arn:aws:s3:::data/*',
    ],
    ['a wildcard among the actions', allow('s3:Get*').on('arn:aws:s3:::b/k'), 'Action::s3:Get*'],
  ])('leaves %s to cdk-nag', (_, statement, finding) => {
    const { app, role } = checkedRole(testApp());
    role.addToPolicy(statement);
    expect(findings(app)).toStrictEqual([`AwsSolutions-IAM5[${finding}]`]);
  });

  it('lets another statement of the same policy not hide behind the first', () => {
    const { app, role } = checkedRole(testApp());
    role.addToPolicy(allow('sagemaker:ListTransformJobs').on('*'));
    new Policy(Stack.of(role), 'Second', {
      roles: [role],
      statements: [allow('xray:PutTraceSegments').on('*'), allow('s3:ListBucket').on('*')],
    });
    expect(findings(app)).toStrictEqual(['AwsSolutions-IAM5[Resource::*]']);
  });

  it('stops the synth of an application that checks by cdk-nag only by what has no reason', () => {
    const { app, role } = checkedRole();
    role.addToPolicy(allow('sagemaker:ListTransformJobs').on('*'));
    expect(() => app.synth()).not.toThrow();
    const { app: other, role: open } = checkedRole();
    open.addToPolicy(allow('sagemaker:ListModels').on('*'));
    expect(() => other.synth()).toThrow('AwsSolutions-IAM5[Resource::*]');
  });
});

test('BatchTextToText brings its acknowledgements into an application that checks by cdk-nag', () => {
  const app = checkedApp();
  const stack = new Stack(app, 'Product', { env });
  new BatchTextToText(stack, 'Summaries', {
    config: { datasetBuckets: [{ bucketName: 'example-articles' }] },
  });
  expect(() => app.synth()).not.toThrow();
});
