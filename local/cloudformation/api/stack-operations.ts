import * as z from 'zod';
import { AwsError } from '../../gateway/aws-error';
import { type QueryOperation } from '../../gateway/aws-query';
import { queryBoolean, queryInput, queryList } from '../../gateway/query-input';
import { type Stack } from '../stack';
import { stackChanges } from '../stack-changes';
import { type ApiContext } from './api-context';
import {
  deploymentConfig,
  deploymentInput,
  deploymentMembers,
  stackName,
} from './deployment-input';
import { ignoreFailure } from './ignore-failure';

const ClientRequestToken = z.string().optional();
const createSchema = z
  .strictObject({
    ...deploymentMembers,
    StackName: stackName,
    DisableRollback: queryBoolean.default(false),
    OnFailure: z.enum(['DO_NOTHING', 'ROLLBACK', 'DELETE']).optional(),
    EnableTerminationProtection: queryBoolean.default(false),
    ClientRequestToken,
    DeploymentConfig: deploymentConfig,
  })
  .omit({ UsePreviousTemplate: true });
const updateSchema = z.strictObject({
  ...deploymentMembers,
  StackName: z.string(),
  DisableRollback: queryBoolean.default(false),
  ClientRequestToken,
  DeploymentConfig: deploymentConfig,
});
const deleteSchema = z.strictObject({
  StackName: z.string(),
  RetainResources: queryList(z.string()),
  RoleARN: z.string().optional(),
  DeletionMode: z.enum(['STANDARD', 'FORCE_DELETE_STACK']).default('STANDARD'),
  ClientRequestToken,
  DeploymentConfig: deploymentConfig,
});
const protectionSchema = z.strictObject({
  StackName: z.string(),
  EnableTerminationProtection: queryBoolean,
});

/** Operations that change a stack without a change set. Each answers when the change has begun. */
export function stackOperations(context: ApiContext): Record<string, QueryOperation> {
  const { cloudFormation, changeSets, readObject } = context;
  return {
    async CreateStack(parameters) {
      const input = queryInput(parameters, createSchema);
      const { StackName, OnFailure } = input;
      if (cloudFormation.store.find(StackName)) {
        throw new AwsError('AlreadyExistsException', `Stack [${StackName}] already exists`);
      }
      const deployment = await deploymentInput(StackName, input, readObject, undefined);
      const { stack } = ignoreFailure(
        cloudFormation.startDeployment({
          ...deployment,
          disableRollback: input.DisableRollback || OnFailure === 'DO_NOTHING',
          deleteOnFailure: OnFailure === 'DELETE',
        }),
      );
      stack.terminationProtection = input.EnableTerminationProtection;
      cloudFormation.store.save(stack);
      return { StackId: stack.id };
    },
    async UpdateStack(parameters) {
      const input = queryInput(parameters, updateSchema);
      const known = cloudFormation.stack(input.StackName);
      const deployment = await deploymentInput(known.name, input, readObject, known);
      const isFailed = known.status.endsWith('_FAILED');
      if (!isFailed && stackChanges(cloudFormation, known, deployment).isEmpty) {
        throw new AwsError('ValidationError', 'No updates are to be performed.');
      }
      const { DisableRollback: disableRollback } = input;
      ignoreFailure(cloudFormation.startDeployment({ ...deployment, disableRollback }));
      changeSets.outdate(known);
      return { StackId: known.id };
    },
    // A stack that is not there counts as deleted.
    async DeleteStack(parameters) {
      const { StackName, RetainResources, DeletionMode } = queryInput(parameters, deleteSchema);
      const stack = cloudFormation.store.find(StackName);
      if (!stack || stack.status === 'DELETE_COMPLETE') return {};
      checkRetained(stack, RetainResources);
      const options = {
        retain: new Set(RetainResources),
        force: DeletionMode === 'FORCE_DELETE_STACK',
      };
      ignoreFailure(cloudFormation.startDeletion(stack.id, options));
      if (stack.status === 'DELETE_IN_PROGRESS') changeSets.forget(stack);
      return {};
    },
    async UpdateTerminationProtection(parameters) {
      const input = queryInput(parameters, protectionSchema);
      const stack = cloudFormation.stack(input.StackName);
      stack.terminationProtection = input.EnableTerminationProtection;
      cloudFormation.store.save(stack);
      return { StackId: stack.id };
    },
  };
}

function checkRetained({ name, status, resources }: Stack, retained: readonly string[]): void {
  if (retained.length === 0) return;
  if (status !== 'DELETE_FAILED') {
    throw new AwsError(
      'ValidationError',
      `Invalid operation on stack [${name}]. When you delete a stack, specify which resources to retain only when the stack is in the DELETE_FAILED state.`,
    );
  }
  const unknown = retained.filter((logicalId) => !resources.has(logicalId));
  if (unknown.length === 0) return;
  throw new AwsError(
    'ValidationError',
    `The specified resources to retain must be in a valid state. Do not specify resources that are in the DELETE_COMPLETE state: [${unknown.join(', ')}]`,
  );
}
