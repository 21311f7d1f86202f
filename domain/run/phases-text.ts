import { durationText } from './duration-text';
import { type Phases } from './phases';

/** `prepare 5 s, provision 3 min 0 s, transform 20 min 0 s, score 8 s`; what did not take place is left out. */
export function phasesText(phases: Phases): string {
  return Object.entries(phases)
    .flatMap(([phase, seconds]) => (seconds === null ? [] : [`${phase} ${durationText(seconds)}`]))
    .join(', ');
}
