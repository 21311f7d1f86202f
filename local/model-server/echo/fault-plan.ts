import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { ConnectionLost, InvocationError, PlatformFailure } from '../invocation-error';

/** On which texts a rule acts: those that contain the marker, or the first `times` of them only. */
const on = { marker: z.string(), times: z.int().positive().optional() };

const rule = z.discriminatedUnion('action', [
  z.strictObject({
    ...on,
    action: z.literal('fail'),
    status: z.int().min(400).max(599).default(400),
    message: z.string().default('The echo model was told to fail.'),
  }),
  z.strictObject({ ...on, action: z.literal('sleep'), milliseconds: z.int().nonnegative() }),
  z.strictObject({ ...on, action: z.literal('ask'), url: z.url() }),
  z.strictObject({ ...on, action: z.literal('close') }),
  z.strictObject({ ...on, action: z.literal('exit'), code: z.int().min(0).max(255).default(1) }),
  z.strictObject({ ...on, action: z.literal('grow'), bytes: z.int().positive() }),
  z.strictObject({
    ...on,
    action: z.literal('platform'),
    error: z.enum([
      'ThrottlingException',
      'ModelNotReadyException',
      'ServiceUnavailable',
      'InternalFailure',
      'InternalDependencyException',
    ]),
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
 *                  { "marker": "DROP", "action": "close", "times": 2 },
 *                  { "marker": "CRASH", "action": "exit", "code": 3 },
 *                  { "marker": "LONG", "action": "grow", "bytes": 7000000 },
 *                  { "marker": "BUSY", "action": "platform", "error": "ThrottlingException" } ] }
 *
 * `ask` goes on when the URL has answered, whatever the answer: so a test holds a request until it lets it go.
 * `close` drops the connection, `exit` ends the process, `grow` makes the answer that long. `platform` has the
 * embedded SageMaker answer InvokeEndpoint with an error of its own, which no container could cause; a transform
 * job sees status 503.
 */
export class FaultPlan {
  readonly loadMilliseconds: number;
  private readonly rules: { readonly rule: Rule; left: number }[];

  constructor(json: string | undefined) {
    const parsed = plan.parse(JSON.parse(json ?? '{}'));
    this.loadMilliseconds = parsed.loadMilliseconds;
    this.rules = parsed.rules.map((each) => ({ rule: each, left: each.times ?? Infinity }));
  }

  /** Does to the caller what the rules say for `text`; gives the least length of its answer, in characters. */
  async meet(text: string, signal: AbortSignal): Promise<number> {
    let leastLength = 0;
    for (const entry of this.rules) {
      if (entry.left === 0 || !text.includes(entry.rule.marker)) continue;
      entry.left -= 1;
      if (entry.rule.action === 'grow') leastLength = Math.max(leastLength, entry.rule.bytes);
      else await act(entry.rule, signal);
    }
    return leastLength;
  }
}

async function act(rule: Exclude<Rule, { action: 'grow' }>, signal: AbortSignal): Promise<void> {
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
    case 'exit':
      return process.exit(rule.code);
    case 'platform':
      throw new PlatformFailure(rule.error);
  }
}
