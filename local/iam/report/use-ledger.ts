import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { type AccessRequest } from '../access';
import { type Decision } from '../evaluation/evaluate';
import { type Denial, type RecordedUse, type StatementUse, recordedUse } from './use';

export interface UseLedger {
  /** @param denial the sentence of the denial; undefined for a call that is allowed */
  readonly record: (request: AccessRequest, decision: Decision, denial: string | undefined) => void;
  recorded(): RecordedUse;
  /** Writes the counts, too: what is new is written at once, how often only here. */
  flush(): void;
}

/**
 * Denials name the resource, so a program that tries one key after the other would fill the memory.
 * At 300 characters each, these take 300 KB.
 */
const MOST_DENIALS = 1000;

/**
 * Remembers which statement served which call, in a file that outlives the process. The file is
 * written anew when something is new, some hundred times for a whole application, and never half.
 */
export function createUseLedger(file: string): UseLedger {
  const { uses, denials } = readLedger(file);
  const useByKey = new Map<string, StatementUse>(uses.map((use) => [keyOf(use), use]));
  const denialByMessage = new Map<string, Denial>(denials.map((each) => [each.message, each]));
  const recorded = (): RecordedUse => ({
    uses: [...useByKey.values()],
    denials: [...denialByMessage.values()],
  });
  const flush = (): void => {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(`${file}.partial`, JSON.stringify(recorded()));
    renameSync(`${file}.partial`, file);
  };
  const count = <T extends { readonly calls: number }>(
    counts: Map<string, T>,
    key: string,
    first: T,
  ): boolean => {
    const known = counts.get(key);
    counts.set(key, known ? { ...known, calls: known.calls + 1 } : first);
    return known === undefined;
  };
  return {
    record(request, decision, message) {
      let hasNew = false;
      for (const use of usesOf(request, decision)) {
        hasNew = count(useByKey, keyOf(use), use) || hasNew;
      }
      if (
        message !== undefined &&
        (denialByMessage.has(message) || denialByMessage.size < MOST_DENIALS)
      ) {
        hasNew = count(denialByMessage, message, { message, calls: 1 }) || hasNew;
      }
      if (hasNew) flush();
    },
    recorded,
    flush,
  };
}

function usesOf({ action, resource }: AccessRequest, decision: Decision): StatementUse[] {
  if (!decision.allowed) return [];
  return decision.served.map(({ source, statement, actionPattern, resourcePattern }) => ({
    ownerArn: source.ownerArn,
    policy: source.name,
    statement: statement.index,
    actionPattern,
    resourcePattern,
    action,
    resource,
    calls: 1,
  }));
}

function keyOf(use: StatementUse): string {
  const { ownerArn, policy, statement, actionPattern, resourcePattern, action } = use;
  return JSON.stringify([ownerArn, policy, statement, actionPattern, resourcePattern, action]);
}

/** A file that is missing or of another version is an empty one: a report is made anew by use. */
function readLedger(file: string): RecordedUse {
  try {
    return recordedUse.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return { uses: [], denials: [] };
  }
}
