import { abortedBirth, abortedMap, abortedRun } from './aborted-runs';
import { badEvents, updatedMachine } from './events';
import { lostSchedule, ownerlessSweep, scheduledRun, sweep } from './schedules';
import { type Scenario } from './scenario';
import { deletedData, failedRun, goodRun, lossyRun, missingData, presetRun } from './whole-runs';

/** Every way to use the application that needs a right which no other needs. */
export const scenarios: readonly Scenario[] = [
  missingData,
  scheduledRun,
  lostSchedule,
  updatedMachine,
  goodRun,
  presetRun,
  deletedData,
  sweep,
  ownerlessSweep,
  abortedRun,
  abortedMap,
  abortedBirth,
  lossyRun,
  failedRun,
  badEvents,
];
