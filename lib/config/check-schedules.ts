import type * as z from 'zod';
import { nearestName } from '../../domain/run/nearest-name';
import { checkRunInput, type Refuse } from './check-run-input';
import { scheduleExpressionFault } from './schedule-expression';
import { type DeploymentConfig, type ScheduleConfig } from './schema';
import { timeZoneFault } from './time-zone';

/**
 * What the schema cannot tell of schedules: names are unique, each fires some day in a zone that
 * exists, and starts a run that would not be refused, which nobody would see before the night.
 */
export function checkSchedules(
  config: DeploymentConfig,
  context: z.RefinementCtx<DeploymentConfig>,
): void {
  const names = config.schedules.map(({ name }) => name);
  config.schedules.forEach((schedule, index) => {
    const refuse: Refuse = (path, message) => {
      context.addIssue({ code: 'custom', path: ['schedules', index, ...path], message });
    };
    if (names.indexOf(schedule.name) !== index) {
      refuse(['name'], 'valid: a name that no other schedule has');
    }
    const expressionFault = scheduleExpressionFault(schedule.expression);
    if (expressionFault !== undefined) refuse(['expression'], expressionFault);
    const zoneFault = timeZoneFault(schedule.timeZone);
    if (zoneFault !== undefined) refuse(['timeZone'], zoneFault);
    checkInput(schedule, config, (path, message) => {
      refuse(['input', ...path], message);
    });
  });
}

function checkInput({ input }: ScheduleConfig, config: DeploymentConfig, refuse: Refuse): void {
  const { preset: presetName } = input;
  const preset = presetName === undefined ? undefined : config.presets[presetName];
  if (presetName !== undefined && !preset) {
    const names = Object.keys(config.presets);
    const near = nearestName(presetName, names);
    const hint = near === undefined ? '' : `. Did you mean '${near}'?`;
    refuse(
      ['preset'],
      `valid: one of the presets, ${names.join(', ') || 'of which there are none'}${hint}`,
    );
    return;
  }
  const uri =
    input.dataset?.uri ??
    preset?.file ??
    preset?.input.dataset?.uri ??
    config.runDefaults.dataset.uri;
  if (uri === null) {
    refuse(
      ['dataset', 'uri'],
      'valid: one object as s3://bucket/key, or its key in the data bucket, as neither a preset nor runDefaults names one',
    );
    return;
  }
  checkRunInput(input, config, refuse);
}
