import { CfnDeletionPolicy, type CfnResource, RemovalPolicy } from 'aws-cdk-lib';

/**
 * A run was planned with the model that a deployment replaces, and starts its job minutes later: what
 * the job needs outlives its replacement, always. What leaves the stack follows the removal policy.
 */
export function keepForRunsInFlight(resource: CfnResource, removalPolicy: RemovalPolicy): void {
  resource.cfnOptions.updateReplacePolicy = CfnDeletionPolicy.RETAIN;
  resource.cfnOptions.deletionPolicy =
    removalPolicy === RemovalPolicy.DESTROY
      ? CfnDeletionPolicy.DELETE
      : CfnDeletionPolicy.RETAIN_EXCEPT_ON_CREATE;
}
