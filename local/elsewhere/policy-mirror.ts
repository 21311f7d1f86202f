import { AwsError } from '../gateway/aws-error';
import { OWN_PREFIX } from '../gateway/own-pages';
import {
  type PolicyStores,
  policiesPage,
  policiesRevision,
  readPoliciesPage,
} from '../iam/policies-page';

export interface PolicyMirror {
  /**
   * Brings the stores up to date.
   * Rejects with AwsError ServiceUnavailable when nothing answers at the endpoint.
   */
  readonly refresh: () => Promise<void>;
  /** Whether what answers there has policies: an embedded AWS, not another emulator. */
  readonly hasPolicies: () => boolean;
}

/**
 * Keeps a copy of the policies of an embedded AWS elsewhere, by which this process evaluates its
 * calls. Each refresh asks for the revision and copies only what has changed: a role may be used
 * right after it was made.
 */
export function mirrorPolicies(endpoint: string, stores: PolicyStores): PolicyMirror {
  let copied: string | undefined;
  let underWay: Promise<void> | undefined;

  const copy = async (): Promise<void> => {
    const answer = await get(`${endpoint}${OWN_PREFIX}policies-revision`);
    const revision = policiesRevision.safeParse(answer).data?.revision;
    if (revision === copied) return;
    const page = policiesPage.safeParse(await get(`${endpoint}${OWN_PREFIX}policies`));
    copied = page.success ? revision : undefined;
    if (page.success) readPoliciesPage(page.data, stores);
  };
  return {
    async refresh() {
      // What is under way may have asked before the change that a new call depends on.
      await underWay?.catch(() => undefined);
      underWay ??= copy().finally(() => {
        underWay = undefined;
      });
      await underWay;
    },
    hasPolicies: () => copied !== undefined,
  };
}

/** @returns what the page has as JSON; undefined for anything else */
async function get(url: string): Promise<unknown> {
  let text: string;
  try {
    text = await (await fetch(url)).text();
  } catch (cause) {
    const reason = cause instanceof Error && cause.cause ? cause.cause : cause;
    throw new AwsError(
      'ServiceUnavailable',
      `Nobody's rights are known: ${url} does not answer (${String(reason)}).`,
      503,
    );
  }
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
