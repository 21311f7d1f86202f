import { type JsonInput, type Place, type Right, passRole, text } from '../iam/rights';
import { stateMachineArn } from './arns';

const STATES = 'states.amazonaws.com';

/**
 * The rights of Step Functions' operations.
 * Source: Service Authorization Reference, "Actions, resources, and condition keys for AWS Step Functions".
 */
export function statesRights(place: Place) {
  const on = (action: string, resource: string): Right => ({
    action: `states:${action}`,
    resource,
  });
  const at = (action: string, member: string) => (input: JsonInput) => [
    on(action, text(input[member])),
  ];
  return {
    CreateStateMachine: (input: JsonInput) => [
      on('CreateStateMachine', stateMachineArn(place, text(input.name))),
      ...passRole(input.roleArn, STATES),
    ],
    UpdateStateMachine: (input: JsonInput) => [
      on('UpdateStateMachine', text(input.stateMachineArn)),
      ...passRole(input.roleArn, STATES),
    ],
    DeleteStateMachine: at('DeleteStateMachine', 'stateMachineArn'),
    DescribeStateMachine: at('DescribeStateMachine', 'stateMachineArn'),
    ListStateMachines: () => [on('ListStateMachines', '*')],
    StartExecution: at('StartExecution', 'stateMachineArn'),
    DescribeExecution: at('DescribeExecution', 'executionArn'),
    StopExecution: at('StopExecution', 'executionArn'),
    RedriveExecution: at('RedriveExecution', 'executionArn'),
    ListExecutions: ({ stateMachineArn: machine, mapRunArn }: JsonInput) => [
      on('ListExecutions', text(mapRunArn ?? machine)),
    ],
    GetExecutionHistory: at('GetExecutionHistory', 'executionArn'),
    DescribeStateMachineForExecution: at('DescribeStateMachineForExecution', 'executionArn'),
    ListMapRuns: at('ListMapRuns', 'executionArn'),
    DescribeMapRun: at('DescribeMapRun', 'mapRunArn'),
    UpdateMapRun: at('UpdateMapRun', 'mapRunArn'),
    ListTagsForResource: at('ListTagsForResource', 'resourceArn'),
    TagResource: at('TagResource', 'resourceArn'),
    UntagResource: at('UntagResource', 'resourceArn'),
    ValidateStateMachineDefinition: () => [on('ValidateStateMachineDefinition', '*')],
  };
}
