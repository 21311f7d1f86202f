import assert from 'node:assert/strict';
import { DescribeStacksCommand, ListStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { type Account } from './account';
import { emptyBucket } from '../empty-bucket';
import { expectFailure, expectSuccess } from './expect-output';
import { type CdkResult, type RunCdk } from './run-cdk';
import { SMALL_STACK, type SmallApp, synthesizeSmallApp } from './small-app';

const FIRST: SmallApp = { bucketName: 'cdk-check-first', visibilitySeconds: 30 };
const UPDATED: SmallApp = { ...FIRST, visibilitySeconds: 45 };
const REPLACED: SmallApp = { ...UPDATED, bucketName: 'cdk-check-second' };

/** Beside the deployed application: creation, update, replacement, refusals and deletion of one small stack. */
export async function checkSmallApp(cdk: RunCdk, account: Account, folder: string): Promise<void> {
  let count = 0;
  const deploy = (app: SmallApp): Promise<CdkResult> => {
    const assembly = synthesizeSmallApp(folder, `small-${(count += 1)}`, app);
    return cdk('deploy', '--app', assembly, '--require-approval', 'never', '--progress', 'events');
  };
  const { cloudFormation, s3, sqs } = account;
  const status = async (): Promise<string | undefined> => {
    const { Stacks } = await cloudFormation.send(
      new DescribeStacksCommand({ StackName: SMALL_STACK }),
    );
    return Stacks?.[0]?.StackStatus;
  };
  const idOf = async (type: string): Promise<string> => {
    const { StackResourceSummaries = [] } = await cloudFormation.send(
      new ListStackResourcesCommand({ StackName: SMALL_STACK }),
    );
    const found = StackResourceSummaries.find(({ ResourceType }) => ResourceType === type);
    return found?.PhysicalResourceId ?? '';
  };

  // The first deployment fails: what was made is taken back, with the reason.
  const failing: SmallApp = { ...FIRST, extra: 'failing resource' };
  expectFailure(await deploy(failing), 'CREATE_FAILED', 'cdk-check-no-such-role');
  assert.equal(await status(), 'ROLLBACK_COMPLETE');
  assert.deepEqual(await leftOf(account), [`stack ${SMALL_STACK}`]);

  expectSuccess(await deploy(FIRST), 'CREATE_COMPLETE');
  const queue = await idOf('AWS::SQS::Queue');

  expectSuccess(await deploy(UPDATED), 'UPDATE_COMPLETE');
  const AttributeNames = ['VisibilityTimeout' as const];
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: queue, AttributeNames }),
  );
  assert.equal(Attributes?.VisibilityTimeout, '45', 'the same queue, updated');
  expectSuccess(await deploy(UPDATED), '(no changes)');

  const assembly = synthesizeSmallApp(folder, 'to-be-replaced', REPLACED);
  expectSuccess(await cdk('diff', '--app', assembly), 'replace', 'cdk-check-second');
  expectSuccess(await deploy(REPLACED), 'UPDATE_COMPLETE');
  assert.equal(await idOf('AWS::S3::Bucket'), 'cdk-check-second');
  assert.ok(!(await account.inventory()).includes('bucket cdk-check-first'), 'the old bucket goes');

  const unsupported = await deploy({ ...REPLACED, extra: 'unsupported type' });
  expectFailure(unsupported, 'does not support the resource types [AWS::EC2::VPC]');
  assert.equal(await status(), 'UPDATE_COMPLETE', 'nothing was touched');

  const taken = (await account.inventory()).find((name) =>
    name.startsWith('bucket text2textbatch'),
  );
  const bucketName = taken?.replace('bucket ', '') ?? '';
  const stolen = await deploy({ bucketName, visibilitySeconds: 60 });
  expectFailure(stolen, `${bucketName} already exists`);
  assert.equal(await status(), 'UPDATE_ROLLBACK_COMPLETE');
  assert.equal(await idOf('AWS::S3::Bucket'), 'cdk-check-second');

  const destroy = (): Promise<CdkResult> => cdk('destroy', '--app', assembly, '--force');
  await s3.send(new PutObjectCommand({ Bucket: 'cdk-check-second', Key: 'k', Body: 'kept' }));
  expectFailure(await destroy(), 'DELETE_FAILED', 'still holds objects');
  await emptyBucket(s3, 'cdk-check-second');
  expectSuccess(await destroy(), 'destroyed');
  assert.deepEqual(await leftOf(account), []);
}

async function leftOf(account: Account): Promise<string[]> {
  const names = await account.inventory();
  return names.filter((name) => /cdk-?check/i.test(name));
}
