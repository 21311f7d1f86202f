import type * as z from 'zod';
import { type AppendLogs } from './append-logs';
import { type Format } from './format';

/** Where services keep what must be there again after a restart. */
export interface State {
  /**
   * The entries of one kind, as the last process left them. `set` and `delete` are on the disk when
   * they return; an entry that was changed in place is to be `set` again.
   * @throws UnreadableState
   */
  map<Value, Stored>(name: string, format: Format<Value, Stored>): Map<string, Value>;
  /** Lists that only grow; undefined where nothing is kept. */
  logs<Entry>(name: string, schema: z.ZodType<Entry>): AppendLogs<Entry> | undefined;
  /** From here on nothing is written any more: what services clear away as they end stays. */
  close(): void;
}

/** Keeps nothing: for embedded AWSes that end with the command that made them. */
export const volatileState: State = {
  map: () => new Map(),
  logs: () => undefined,
  close: () => undefined,
};
