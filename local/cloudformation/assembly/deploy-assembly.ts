import { type S3Client } from '@aws-sdk/client-s3';
import { readFile } from 'node:fs/promises';
import { type CloudFormation } from '../cloudformation';
import { isCreationFailure } from '../stack-states';
import { type StackArtifact, readCloudAssembly } from './cloud-assembly';
import { publishAsset } from './publish-asset';

export interface DeployTarget {
  readonly cloudFormation: CloudFormation;
  readonly s3: S3Client;
  /** Makes the bucket that `cdk bootstrap` would have made, if it is not there. */
  readonly ensureBucket: (name: string) => Promise<void>;
  readonly region: string;
  readonly accountId: string;
}

/** Outputs by stack name, in the order of deployment. */
export type DeployedAssembly = Readonly<Record<string, Readonly<Record<string, string>>>>;

/**
 * Deploys all stacks of a cloud assembly as `cdk deploy --all` does: assets to S3, then each
 * stack after those it depends on.
 * @throws Error if the assembly is for another account or region, StackFailedError if a stack fails
 */
export async function deployAssembly(
  assemblyDir: string,
  target: DeployTarget,
): Promise<DeployedAssembly> {
  const stacks = await readCloudAssembly(assemblyDir);
  for (const stack of stacks) checkEnvironment(stack, target);
  const outputs: Record<string, Readonly<Record<string, string>>> = {};
  for (const { stackName, templatePath, parameters, assets } of stacks) {
    for (const asset of assets) {
      const bucket = fillPlaceholders(asset.bucketName, target);
      await target.ensureBucket(bucket);
      await publishAsset(target.s3, asset, bucket, fillPlaceholders(asset.objectKey, target));
    }
    await deleteFailedCreation(stackName, target);
    const template: unknown = JSON.parse(await readFile(templatePath, 'utf8'));
    const stack = await target.cloudFormation.deployStack({ stackName, template, parameters });
    outputs[stackName] = stack.outputs;
  }
  return outputs;
}

/** A stack that was never created cannot be updated; the CDK's command line begins it anew. */
async function deleteFailedCreation(
  stackName: string,
  { cloudFormation }: DeployTarget,
): Promise<void> {
  const known = cloudFormation.stacks.find(({ name }) => name === stackName);
  if (known && isCreationFailure(known)) await cloudFormation.deleteStack(stackName);
}

/** An agnostic stack fits everywhere; a concrete one carries its account and region in ARNs. */
function checkEnvironment({ stackName, environment }: StackArtifact, target: DeployTarget): void {
  const [, account = '', region = ''] = /^aws:\/\/([^/]+)\/([^/]+)$/.exec(environment) ?? [];
  const { accountId } = target;
  if (account !== 'unknown-account' && account !== accountId) {
    throw new Error(
      `Stack ${stackName} is for account ${account}; the embedded AWS is ${accountId}`,
    );
  }
  if (region !== 'unknown-region' && region !== target.region) {
    throw new Error(
      `Stack ${stackName} is for region ${region}; the embedded AWS is ${target.region}`,
    );
  }
}

function fillPlaceholders(text: string, { accountId, region }: DeployTarget): string {
  return text
    .replaceAll('${AWS::AccountId}', accountId)
    .replaceAll('${AWS::Region}', region)
    .replaceAll('${AWS::Partition}', 'aws');
}
