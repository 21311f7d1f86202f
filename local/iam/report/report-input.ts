import * as z from 'zod';
import { grantedStatement } from './granted-statements';
import { recordedUse } from './use';

/** The own page `iam-use` of a running embedded AWS: what a report is made of. */
export const reportInput = z.object({
  granted: z.array(grantedStatement),
  recorded: recordedUse,
});
export type ReportInput = z.output<typeof reportInput>;
