import * as z from 'zod';
import { AwsError } from '../../gateway/aws-error';
import { type JsonOperation } from '../../gateway/aws-json';
import { checkArn } from '../arns';
import { type StateMachine, type StateMachines } from '../state-machines';
import { includedData, withheld } from './included-data';
import { pageOf, pagingInput } from './paging';
import { parseInput } from './parse-input';
import { tagList } from './tag-operations';
import { toSeconds } from './seconds';

const loggingConfiguration = z.strictObject({
  level: z.enum(['ALL', 'ERROR', 'FATAL', 'OFF']).optional(),
  includeExecutionData: z.boolean().optional(),
  destinations: z
    .array(
      z.strictObject({
        cloudWatchLogsLogGroup: z.strictObject({ logGroupArn: z.string().optional() }).optional(),
      }),
    )
    .optional(),
});
const settings = {
  definition: z.string(),
  roleArn: z.string(),
  loggingConfiguration: loggingConfiguration.optional(),
  tracingConfiguration: z.strictObject({ enabled: z.boolean().optional() }).optional(),
  publish: z.literal(false, 'Versions are not supported').optional(),
  encryptionConfiguration: z
    .strictObject({ type: z.literal('AWS_OWNED_KEY', 'Only AWS_OWNED_KEY is supported') })
    .optional(),
};
const createInput = z.strictObject({
  name: z.string(),
  type: z.string().optional(),
  tags: tagList.optional(),
  ...settings,
});
const updateInput = z.strictObject({ stateMachineArn: z.string(), ...settings }).partial({
  definition: true,
  roleArn: true,
});
const arnInput = z.strictObject({ stateMachineArn: z.string() });
const describeInput = z.strictObject({ stateMachineArn: z.string(), includedData });
const listInput = z.strictObject(pagingInput);

/** CreateStateMachine, UpdateStateMachine, DeleteStateMachine, DescribeStateMachine, ListStateMachines. */
export function stateMachineOperations(machines: StateMachines) {
  return {
    async CreateStateMachine(input) {
      const {
        type = 'STANDARD',
        tags,
        tracingConfiguration,
        ...rest
      } = parseInput(createInput, input);
      if (type !== 'STANDARD') {
        throw new AwsError(
          'StateMachineTypeNotSupported',
          `State machine type '${type}' is not supported here; valid is STANDARD`,
        );
      }
      const tracing = tracingConfiguration?.enabled;
      const machine = machines.create({ ...rest, ...(tracing !== undefined && { tracing }) }, tags);
      return { stateMachineArn: machine.arn, creationDate: toSeconds(machine.creationDate) };
    },
    async UpdateStateMachine(input) {
      const { stateMachineArn, tracingConfiguration, ...rest } = parseInput(updateInput, input);
      const tracing = tracingConfiguration?.enabled;
      if (tracing === undefined && Object.keys(rest).length === 0) {
        throw new AwsError(
          'MissingRequiredParameter',
          'UpdateStateMachine needs at least one of definition, roleArn, loggingConfiguration, tracingConfiguration',
        );
      }
      const machine = machines.update(checkArn(stateMachineArn, 'stateMachine'), {
        ...rest,
        ...(tracing !== undefined && { tracing }),
      });
      return { updateDate: toSeconds(machine.updateDate), revisionId: machine.revisionId };
    },
    async DeleteStateMachine(input) {
      machines.delete(checkArn(parseInput(arnInput, input).stateMachineArn, 'stateMachine'));
      return {};
    },
    async DescribeStateMachine(input) {
      const { stateMachineArn, includedData: included } = parseInput(describeInput, input);
      const machine = machines.get(checkArn(stateMachineArn, 'stateMachine'));
      return {
        ...describeRevision(machine),
        ...withheld(included, ['definition']),
        status: 'ACTIVE',
        type: 'STANDARD',
        creationDate: toSeconds(machine.creationDate),
      };
    },
    async ListStateMachines(input) {
      const request = parseInput(listInput, input);
      const numbered = machines.list().map((machine, index) => ({ machine, index }));
      const { page, nextToken } = pageOf(numbered, ({ index }) => index, request, 'ascending');
      const stateMachines = page.map(({ machine: { arn, name, creationDate } }) => ({
        stateMachineArn: arn,
        name,
        type: 'STANDARD',
        creationDate: toSeconds(creationDate),
      }));
      return { stateMachines, nextToken };
    },
  } satisfies Record<string, JsonOperation>;
}

/** What DescribeStateMachine and DescribeStateMachineForExecution have in common. */
export function describeRevision(machine: StateMachine): Record<string, unknown> {
  return {
    stateMachineArn: machine.arn,
    name: machine.name,
    definition: machine.definition,
    roleArn: machine.roleArn,
    revisionId: machine.revisionId,
    loggingConfiguration: machine.loggingConfiguration ?? {
      level: 'OFF',
      includeExecutionData: false,
    },
    tracingConfiguration: { enabled: machine.tracing ?? false },
  };
}
