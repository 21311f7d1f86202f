import { ManagedPolicy, PermissionsBoundary } from 'aws-cdk-lib/aws-iam';
import { type Construct } from 'constructs';

/**
 * Bounds every role in a stack or construct, whatever made it, where an account demands it.
 *
 * @param arn of a managed policy; null: no bounds
 */
export function applyPermissionsBoundary(scope: Construct, arn: string | null): void {
  if (arn === null) return;
  PermissionsBoundary.of(scope).apply(
    ManagedPolicy.fromManagedPolicyArn(scope, 'PermissionsBoundary', arn),
  );
}
