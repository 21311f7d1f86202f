import * as z from 'zod';
import { type Clock } from '../../clock';
import { type JsonOperation } from '../../gateway/aws-json';
import { checkArn } from '../arns';
import { type Executions } from '../executions';
import { parseInput } from './parse-input';
import { toSeconds } from './seconds';

const redriveInput = z.strictObject({
  executionArn: z.string(),
  clientToken: z.string().min(1).max(64).optional(),
});

interface UsedToken {
  readonly key: string;
  readonly usedAt: number;
  readonly redriveDate: number | undefined;
}

/** Client tokens of an execution that are remembered. Source: API Reference, RedriveExecution. */
const KEPT_TOKENS = 10;
/** 15 minutes, from the same page. */
const TOKEN_MILLISECONDS = 900_000;

/** RedriveExecution; idempotent by client token. */
export function redriveOperation(executions: Executions, clock: Clock) {
  const used = new Map<string, UsedToken[]>();
  return {
    async RedriveExecution(request) {
      const { executionArn, clientToken } = parseInput(redriveInput, request);
      checkArn(executionArn, 'execution');
      const valid = (used.get(executionArn) ?? []).filter(
        ({ usedAt }) => clock.now() - usedAt <= TOKEN_MILLISECONDS,
      );
      const before = valid.find(({ key }) => key === clientToken);
      if (before) return { redriveDate: toSeconds(before.redriveDate) };
      const { redriveDate } = await executions.redrive(executionArn);
      if (clientToken !== undefined) {
        const token = { key: clientToken, usedAt: clock.now(), redriveDate };
        used.set(executionArn, [...valid, token].slice(-KEPT_TOKENS));
      }
      return { redriveDate: toSeconds(redriveDate) };
    },
  } satisfies Record<string, JsonOperation>;
}
