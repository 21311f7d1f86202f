import * as z from 'zod';
import { AwsError } from '../../gateway/aws-error';
import { type QueryOperation } from '../../gateway/aws-query';
import { queryBoolean, queryInput, queryList } from '../../gateway/query-input';
import { type Stack, type StackStatus } from '../stack';
import { type ApiContext } from './api-context';
import { ignoreFailure } from './ignore-failure';

const members = {
  StackName: z.string(),
  RoleARN: z.string().optional(),
  ClientRequestToken: z.string().optional(),
};
const continueSchema = z.strictObject({ ...members, ResourcesToSkip: queryList(z.string()) });
const rollbackSchema = z.strictObject({
  ...members,
  RetainExceptOnCreate: queryBoolean.optional(),
});

/** Operations on stacks that a failed deployment left neither as before nor as wanted. */
export function rollbackOperations({ cloudFormation }: ApiContext): Record<string, QueryOperation> {
  return {
    async ContinueUpdateRollback(parameters) {
      const { StackName, ResourcesToSkip } = queryInput(parameters, continueSchema);
      const stack = cloudFormation.stack(StackName);
      refuseUnless(stack, ['UPDATE_ROLLBACK_FAILED']);
      const failed = new Set(stack.unfinished.map(({ resource }) => resource.logicalId));
      const wrong = ResourcesToSkip.filter((logicalId) => !failed.has(logicalId));
      if (wrong.length > 0) {
        throw new AwsError(
          'ValidationError',
          `Resources [${wrong.join(', ')}] cannot be skipped: only those that could not be rolled back can, [${[...failed].join(', ')}]`,
        );
      }
      ignoreFailure(cloudFormation.startRollback(stack, new Set(ResourcesToSkip)));
      return {};
    },
    async RollbackStack(parameters) {
      const stack = cloudFormation.stack(queryInput(parameters, rollbackSchema).StackName);
      refuseUnless(stack, ['CREATE_FAILED', 'UPDATE_FAILED']);
      ignoreFailure(cloudFormation.startRollback(stack));
      return { StackId: stack.id };
    },
  };
}

function refuseUnless({ id, status }: Stack, valid: readonly StackStatus[]): void {
  if (valid.includes(status)) return;
  throw new AwsError(
    'ValidationError',
    `Stack:${id} is in ${status} state and can not be rolled back. Valid: ${valid.join(', ')}.`,
  );
}
