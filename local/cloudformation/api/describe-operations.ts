import * as z from 'zod';
import { AwsError } from '../../gateway/aws-error';
import { type QueryOperation } from '../../gateway/aws-query';
import { queryInput, queryList } from '../../gateway/query-input';
import { type Stack } from '../stack';
import { type ApiContext } from './api-context';
import { listOf } from './lists';
import { pageOf } from './pages';
import { stackShape, stackSummary } from './stack-shape';

/** AWS gives up to 1 MB a page; a stack's description is a few KB. */
const STACKS_PER_PAGE = 100;

const NextToken = z.string().optional();
const describeSchema = z.strictObject({ StackName: z.string().optional(), NextToken });
const listSchema = z.strictObject({ StackStatusFilter: queryList(z.string()), NextToken });
const importsSchema = z.strictObject({ ExportName: z.string(), NextToken });
const idOf = ({ id }: Stack): string => id;

/** Operations that tell of stacks, and of what they give each other. */
export function describeOperations({ cloudFormation }: ApiContext): Record<string, QueryOperation> {
  return {
    async DescribeStacks(parameters) {
      const input = queryInput(parameters, describeSchema);
      const all =
        input.StackName === undefined
          ? cloudFormation.stacks
          : [cloudFormation.stack(input.StackName)];
      const { items, nextToken } = pageOf(all, STACKS_PER_PAGE, idOf, input.NextToken);
      return { Stacks: listOf(items.map(stackShape)), NextToken: nextToken };
    },
    async ListStacks(parameters) {
      const { StackStatusFilter, NextToken: token } = queryInput(parameters, listSchema);
      const { live, deleted } = cloudFormation.store;
      const wanted = [...live, ...deleted].filter(
        ({ status }) => StackStatusFilter.length === 0 || StackStatusFilter.includes(status),
      );
      const { items, nextToken } = pageOf(wanted, STACKS_PER_PAGE, idOf, token);
      return { StackSummaries: listOf(items.map(stackSummary)), NextToken: nextToken };
    },
    async ListExports(parameters) {
      const input = queryInput(parameters, z.strictObject({ NextToken }));
      const all = cloudFormation.stacks.flatMap(({ id, exports }) =>
        [...exports].map(([Name, Value]) => ({ ExportingStackId: id, Name, Value })),
      );
      const page = pageOf(all, STACKS_PER_PAGE, ({ Name }) => Name, input.NextToken);
      return { Exports: listOf(page.items), NextToken: page.nextToken };
    },
    async ListImports(parameters) {
      const { ExportName, NextToken: token } = queryInput(parameters, importsSchema);
      const users = cloudFormation.stacks.filter(({ imports }) => imports.has(ExportName));
      if (users.length === 0) {
        throw new AwsError(
          'ValidationError',
          `Export '${ExportName}' is not imported by any stack.`,
        );
      }
      const { items, nextToken } = pageOf(users, STACKS_PER_PAGE, idOf, token);
      return { Imports: listOf(items.map(({ name }) => name)), NextToken: nextToken };
    },
  };
}
