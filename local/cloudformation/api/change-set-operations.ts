import * as z from 'zod';
import { type QueryOperation } from '../../gateway/aws-query';
import { queryBoolean, queryInput } from '../../gateway/query-input';
import { type ApiContext } from './api-context';
import { changeSetShape, changeSetSummary } from './change-set-shape';
import { deploymentConfig, deploymentInput, deploymentMembers } from './deployment-input';
import { ignoreFailure } from './ignore-failure';
import { listOf } from './lists';
import { pageOf } from './pages';

/** AWS pages by the size of the answer, 1 MB; a hundred changes are far below it. */
const CHANGES_PER_PAGE = 100;

const refused = (what: string) =>
  queryBoolean.refine((value) => !value, `the embedded AWS does not ${what}`).optional();
const reference = { ChangeSetName: z.string(), StackName: z.string().optional() };
const createSchema = z.strictObject({
  ...deploymentMembers,
  StackName: z.string(),
  ChangeSetName: z
    .string()
    .regex(/^[a-zA-Z][-a-zA-Z0-9]{0,127}$/, 'up to 128 letters, digits and hyphens'),
  ChangeSetType: z.enum(['CREATE', 'UPDATE']).default('UPDATE'),
  Description: z.string().max(1024).optional(),
  ClientToken: z.string().optional(),
  OnStackFailure: z.enum(['DO_NOTHING', 'ROLLBACK', 'DELETE']).optional(),
  /** There are no nested stacks: their type is refused by name. */
  IncludeNestedStacks: queryBoolean.optional(),
  ImportExistingResources: refused('import resources'),
  DeploymentConfig: deploymentConfig,
});
const describeSchema = z.strictObject({
  ...reference,
  NextToken: z.string().optional(),
  IncludePropertyValues: queryBoolean.optional(),
});
const executeSchema = z.strictObject({
  ...reference,
  ClientRequestToken: z.string().optional(),
  DisableRollback: queryBoolean.default(false),
  RetainExceptOnCreate: queryBoolean.optional(),
});
const listSchema = z.strictObject({ StackName: z.string(), NextToken: z.string().optional() });

export function changeSetOperations(context: ApiContext): Record<string, QueryOperation> {
  const { cloudFormation, changeSets, readObject } = context;
  return {
    async CreateChangeSet(parameters) {
      const input = queryInput(parameters, createSchema);
      const known = cloudFormation.store.find(input.StackName);
      const name = known?.name ?? input.StackName;
      const deployment = await deploymentInput(name, input, readObject, known);
      const changeSet = changeSets.create({
        name: input.ChangeSetName,
        type: input.ChangeSetType,
        description: input.Description,
        onStackFailure: input.OnStackFailure,
        deployment,
      });
      return { Id: changeSet.id, StackId: changeSet.stackId };
    },
    async DescribeChangeSet(parameters) {
      const { ChangeSetName, StackName, NextToken } = queryInput(parameters, describeSchema);
      const changeSet = changeSets.get(ChangeSetName, StackName);
      const idOf = ({ logicalId }: { logicalId: string }): string => logicalId;
      const page = pageOf(changeSet.changes, CHANGES_PER_PAGE, idOf, NextToken);
      return changeSetShape(changeSet, cloudFormation.plan(changeSet.input), page);
    },
    async ExecuteChangeSet(parameters) {
      const input = queryInput(parameters, executeSchema);
      const changeSet = changeSets.get(input.ChangeSetName, input.StackName);
      const { DisableRollback: disableRollback } = input;
      ignoreFailure(changeSets.execute(changeSet, { disableRollback }));
      return {};
    },
    async DeleteChangeSet(parameters) {
      const { ChangeSetName, StackName } = queryInput(parameters, z.strictObject(reference));
      // One that is not there counts as deleted, as long as its stack is there.
      if (StackName !== undefined) cloudFormation.stack(StackName);
      const found = changeSets.find(ChangeSetName, StackName);
      if (found) changeSets.delete(found);
      return {};
    },
    async ListChangeSets(parameters) {
      const { StackName, NextToken } = queryInput(parameters, listSchema);
      const all = changeSets.ofStack(cloudFormation.stack(StackName));
      const { items, nextToken } = pageOf(all, CHANGES_PER_PAGE, ({ id }) => id, NextToken);
      return { Summaries: listOf(items.map(changeSetSummary)), NextToken: nextToken };
    },
  };
}
