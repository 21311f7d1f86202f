import { CfnOutput, type Stack } from 'aws-cdk-lib';
import { stateMachineLink } from '../../domain/run/deep-link';
import { type Presets } from '../../domain/run/deployment';

/**
 * What somebody needs who starts a run from the console and has never seen the code: the page, and
 * for each preset an input to paste there (`InputOfPresetSmoke`: `{"preset":"smoke"}`).
 */
export function addConsoleOutputs(stack: Stack, stateMachineArn: string, presets: Presets): void {
  new CfnOutput(stack, 'StartExecutionPage', {
    description: "The state machine's page: 'Start execution' there, with one of the inputs below",
    value: stateMachineLink(stack.region, stateMachineArn),
  });
  for (const [name, { description }] of Object.entries(presets)) {
    new CfnOutput(stack, presetOutputId(name), {
      description,
      value: JSON.stringify({ preset: name }),
    });
  }
}

/** CloudFormation allows letters and digits in an output's name: `my-preset` is `InputOfPresetMyPreset`. */
export function presetOutputId(name: string): string {
  const words = name.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return `InputOfPreset${words.join('')}`;
}
