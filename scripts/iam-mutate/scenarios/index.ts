import { abortedBirth, abortedMap, abortedRun } from './aborted-runs';
import { deletedElsewhere, missingElsewhere } from './elsewhere';
import {
  endpointAnswers,
  hostedModel,
  leaseThatEndsSoon,
  leaseThatIsOver,
  missingEndpoint,
  newEndpoint,
} from './endpoints';
import { badEvents, updatedMachine } from './events';
import { lostSchedule, ownerlessSweep, scheduledRun, sweep } from './schedules';
import { type Scenario } from './scenario';
import {
  deletedData,
  failedRun,
  failedSecondModel,
  goodRun,
  lossyRun,
  missingData,
  presetRun,
  secondModel,
} from './whole-runs';

/**
 * Every way to use the application that needs a right which no other needs. The shortest come first,
 * by what they took on two busy cores, 0.1 s to 3 s: a statement is judged by the first that uses
 * it. Not by a clock, so that the table stays as it is. Sweeps need a job that was there before.
 */
export const scenarios: readonly Scenario[] = [
  updatedMachine,
  ...missingElsewhere,
  endpointAnswers,
  leaseThatIsOver,
  newEndpoint,
  leaseThatEndsSoon,
  hostedModel,
  missingEndpoint,
  abortedMap,
  abortedRun,
  ownerlessSweep,
  lostSchedule,
  sweep,
  missingData,
  failedSecondModel,
  failedRun,
  presetRun,
  ...deletedElsewhere,
  lossyRun,
  secondModel,
  deletedData,
  goodRun,
  abortedBirth,
  scheduledRun,
  badEvents,
];
