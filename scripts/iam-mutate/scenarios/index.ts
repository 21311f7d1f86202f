import { abortedBirth, abortedMap, abortedRun } from './aborted-runs';
import { elsewhere } from './elsewhere';
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

/** Every way to use the application that needs a right which no other needs. */
export const scenarios: readonly Scenario[] = [
  missingData,
  scheduledRun,
  lostSchedule,
  updatedMachine,
  goodRun,
  presetRun,
  secondModel,
  deletedData,
  ...elsewhere,
  sweep,
  ownerlessSweep,
  abortedRun,
  abortedMap,
  abortedBirth,
  lossyRun,
  failedRun,
  failedSecondModel,
  endpointAnswers,
  missingEndpoint,
  newEndpoint,
  hostedModel,
  leaseThatEndsSoon,
  leaseThatIsOver,
  badEvents,
];
