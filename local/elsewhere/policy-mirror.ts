import { setTimeout as pause } from 'node:timers/promises';
import { AwsError } from '../gateway/aws-error';
import { OWN_PREFIX } from '../gateway/own-pages';
import {
  type PolicyStores,
  policiesPage,
  policiesRevision,
  readPoliciesPage,
} from '../iam/policies-page';

/** A page is there at once; this is for a program that took the port and says nothing. */
const ANSWER_TIMEOUT_MS = 5_000;

/** What services do on their own, as schedules do, comes with no call that would ask. */
const LOOK_EVERY_MS = 1_000;

export interface PolicyMirror {
  /**
   * Brings the stores up to date. Rejects with AwsError ServiceUnavailable when nothing answers at
   * the endpoint, and when what does is of another region or account.
   */
  readonly refresh: () => Promise<void>;
  /**
   * Whether what answers there has policies: an embedded AWS, not another emulator.
   * @throws AwsError ServiceUnavailable as long as nothing has answered
   */
  readonly hasPolicies: () => boolean;
  /** What is copied; undefined where there are no policies. */
  readonly revision: () => string | undefined;
  readonly close: () => void;
}

/**
 * Keeps a copy of the policies of an embedded AWS elsewhere, by which this process evaluates its
 * calls. Each refresh asks for the revision and copies only what has changed: a role may be used
 * right after it was made.
 */
export function mirrorPolicies(endpoint: string, stores: PolicyStores): PolicyMirror {
  const stop = new AbortController();
  let hasAnswered = false;
  let copied: string | undefined;
  let underWay: Promise<void> | undefined;

  const copy = async (): Promise<void> => {
    const answer = await get(`${endpoint}${OWN_PREFIX}policies-revision`);
    const revision = policiesRevision.safeParse(answer).data?.revision;
    if (hasAnswered && revision === copied) return;
    const { data: page } = policiesPage.safeParse(await get(`${endpoint}${OWN_PREFIX}policies`));
    if (page) {
      expectSamePlace(page, stores, endpoint);
      readPoliciesPage(page, stores);
    }
    copied = page && revision;
    hasAnswered = true;
  };
  const refresh = async (): Promise<void> => {
    // What is under way may have asked before the change that a new call depends on.
    await underWay?.catch(() => undefined);
    underWay ??= copy().finally(() => {
      underWay = undefined;
    });
    await underWay;
  };
  const look = async (): Promise<void> => {
    while (!stop.signal.aborted) {
      await refresh().catch(() => undefined);
      const options = { signal: stop.signal, ref: false };
      await pause(LOOK_EVERY_MS, undefined, options).catch(() => undefined);
    }
  };
  void look();
  return {
    refresh,
    hasPolicies() {
      if (!hasAnswered) throw unavailable(endpoint, 'it has not answered yet');
      return copied !== undefined;
    },
    revision: () => copied,
    close: () => {
      stop.abort();
    },
  };
}

/** @returns what the page has as JSON; undefined for anything else */
async function get(url: string): Promise<unknown> {
  let text: string;
  try {
    const signal = AbortSignal.timeout(ANSWER_TIMEOUT_MS);
    text = await (await fetch(url, { signal })).text();
  } catch (cause) {
    const reason = cause instanceof Error && cause.cause ? cause.cause : cause;
    throw unavailable(url, `it does not answer: ${String(reason)}`);
  }
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function expectSamePlace(
  page: { readonly region: string; readonly accountId: string },
  own: { readonly region: string; readonly accountId: string },
  endpoint: string,
): void {
  if (page.region === own.region && page.accountId === own.accountId) return;
  throw unavailable(
    endpoint,
    `it is in ${page.region} with the account ${page.accountId}, and this process in ${own.region} with ${own.accountId}`,
  );
}

function unavailable(url: string, reason: string): AwsError {
  const message = `Nobody's rights are known, as the policies are at ${url}: ${reason}.`;
  return new AwsError('ServiceUnavailable', message, 503);
}
