import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { ConnectionLost, InvocationError } from '../invocation-error';

const rule = z.discriminatedUnion('action', [
  z.strictObject({
    action: z.literal('fail'),
    marker: z.string(),
    status: z.int().min(400).max(599).default(400),
    message: z.string().default('The echo model was told to fail.'),
    times: z.int().positive().optional(),
  }),
  z.strictObject({
    action: z.literal('sleep'),
    marker: z.string(),
    milliseconds: z.int().nonnegative(),
    times: z.int().positive().optional(),
  }),
  z.strictObject({
    action: z.literal('ask'),
    marker: z.string(),
    url: z.url(),
    times: z.int().positive().optional(),
  }),
  z.strictObject({
    action: z.literal('close'),
    marker: z.string(),
    times: z.int().positive().optional(),
  }),
]);

const plan = z.strictObject({
  loadMilliseconds: z.int().nonnegative().default(0),
  rules: z.array(rule).default([]),
});

type Rule = z.infer<typeof rule>;

/**
 * What goes wrong in the echo model, from the JSON of ECHO_FAULTS:
 *
 *     { "loadMilliseconds": 0,
 *       "rules": [ { "marker": "BOOM", "action": "fail", "status": 500, "message": "..." },
 *                  { "marker": "SLOW", "action": "sleep", "milliseconds": 2000 },
 *                  { "marker": "HELD", "action": "ask", "url": "http://127.0.0.1:8080" },
 *                  { "marker": "DROP", "action": "close", "times": 2 } ] }
 *
 * A rule acts on each text that contains its marker, or on the first `times` of them only. `ask`
 * goes on when the URL has answered, whatever the answer: so a test holds a job until it lets it go.
 */
export class FaultPlan {
  readonly loadMilliseconds: number;
  private readonly rules: { readonly rule: Rule; left: number }[];

  constructor(json: string | undefined) {
    const parsed = plan.parse(JSON.parse(json ?? '{}'));
    this.loadMilliseconds = parsed.loadMilliseconds;
    this.rules = parsed.rules.map((each) => ({ rule: each, left: each.times ?? Infinity }));
  }

  /** Does to the caller what the rules say for `text`. */
  async meet(text: string, signal: AbortSignal): Promise<void> {
    for (const entry of this.rules) {
      if (entry.left === 0 || !text.includes(entry.rule.marker)) continue;
      entry.left -= 1;
      await act(entry.rule, signal);
    }
  }
}

async function act(rule: Rule, signal: AbortSignal): Promise<void> {
  switch (rule.action) {
    case 'fail':
      throw new InvocationError(rule.message, rule.status);
    case 'sleep':
      await sleep(rule.milliseconds, undefined, { signal });
      return;
    case 'ask':
      await fetch(rule.url, { signal });
      return;
    case 'close':
      throw new ConnectionLost();
  }
}
