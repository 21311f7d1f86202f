import { type z } from 'zod';

export type TargetKind = 'stateMachine' | 'function';

/** What a target's ARN stands for; undefined if schedules cannot start it here. */
export function targetKindOf(arn: string): TargetKind | undefined {
  if (/^arn:aws[a-z-]*:states:[a-z0-9-]+:\d{12}:stateMachine:.+$/.test(arn)) return 'stateMachine';
  if (/^arn:aws[a-z-]*:lambda:[a-z0-9-]+:\d{12}:function:.+$/.test(arn)) return 'function';
  return undefined;
}

/** Refuses universal targets (`arn:aws:scheduler:::aws-sdk:...`) and other services by their ARN. */
export function checkTarget(arn: string, context: z.RefinementCtx<string>): void {
  if (targetKindOf(arn)) return;
  const what = /^arn:aws[a-z-]*:scheduler:/.test(arn) ? `the universal target ${arn}` : arn;
  context.addIssue(
    `The embedded Scheduler starts state machines (StartExecution) and Lambda functions (Invoke), not ${what}`,
  );
}
