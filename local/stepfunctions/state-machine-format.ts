import * as z from 'zod';
import { type Format } from '../state/format';
import { parseDefinition } from './definition/parse-definition';
import { type StateMachine } from './state-machines';

const schema = z.object({
  arn: z.string(),
  name: z.string(),
  definition: z.string(),
  roleArn: z.string(),
  loggingConfiguration: z
    .object({
      level: z.enum(['ALL', 'ERROR', 'FATAL', 'OFF']).optional(),
      includeExecutionData: z.boolean().optional(),
      destinations: z
        .array(
          z
            .object({
              cloudWatchLogsLogGroup: z.object({ logGroupArn: z.string().optional() }).optional(),
            })
            .readonly(),
        )
        .readonly()
        .optional(),
    })
    .optional(),
  tracing: z.boolean().optional(),
  revisionId: z.string(),
  creationDate: z.number(),
  updateDate: z.number(),
});
type Stored = z.output<typeof schema>;

/** Without what is compiled: that is done again, when a revision is first asked for it. */
export const stateMachineFormat: Format<StateMachine, Stored> = {
  schema,
  write: ({ compiled: _, ...machine }) => machine,
  read: (stored) => {
    let compiled: StateMachine['compiled'] | undefined;
    return {
      ...stored,
      get compiled() {
        return (compiled ??= parseDefinition(stored.definition));
      },
    };
  },
};
