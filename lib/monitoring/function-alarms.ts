import { type IFunction } from 'aws-cdk-lib/aws-lambda';
import { type AlarmSpec, condition, FIVE_MINUTES, occurrence } from './alarm-spec';

/**
 * A single error of a function that the state machine calls passes by a retry, or fails the run,
 * which has an alarm of its own; a wrong input is one error, too. Three in five minutes are what
 * retries hide: a call that fails for a passing reason is tried up to four times.
 */
const HIDDEN_BY_RETRIES = 3;

/**
 * Alarms on one function.
 *
 * @param name folder under `lambdas/`
 * @param isStep whether the state machine calls it and reports its errors; else each error counts
 */
export function functionAlarms(
  name: string,
  handler: IFunction,
  { isStep }: { readonly isStep: boolean },
): Record<string, AlarmSpec> {
  const sum = { statistic: 'Sum', period: FIVE_MINUTES };
  const id = pascalCase(name);
  return {
    [`${id}Errors`]: occurrence({
      section: 'A function fails',
      summary: isStep
        ? `The function ${name} failed ${HIDDEN_BY_RETRIES} times or more in five minutes.`
        : `The function ${name} failed; no run reports that.`,
      metric: handler.metricErrors(sum),
      threshold: isStep ? HIDDEN_BY_RETRIES : 1,
    }),
    // Callers wait four minutes for a free slot (retry-policies.ts), so a shorter burst harms nobody.
    [`${id}Throttles`]: condition({
      section: 'A function is throttled',
      summary: `The function ${name} has been throttled for 15 minutes: the account's functions are at their limit.`,
      metric: handler.metricThrottles(sum),
      periods: 3,
    }),
  };
}

/** `plan-run` -> `PlanRun`. */
function pascalCase(name: string): string {
  return name.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
