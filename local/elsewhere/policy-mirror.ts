import { AwsError } from '../gateway/aws-error';
import { OWN_PREFIX } from '../gateway/own-pages';
import { type PolicyStores, policiesPage, readPoliciesPage } from '../iam/policies-page';

/** Milliseconds. A change of a policy shows after so long; in AWS it takes seconds as well. */
const FRESH_MS = 1000;

export interface PolicyMirror {
  /**
   * Brings the stores up to date, unless they are fresh.
   * @throws AwsError ServiceUnavailable when nothing answers at the endpoint
   */
  readonly refresh: () => Promise<void>;
  /** Whether what answers there has policies: an embedded AWS, not another emulator. */
  readonly hasPolicies: () => boolean;
}

/**
 * Keeps a copy of the policies of an embedded AWS elsewhere, by which this process evaluates its calls.
 * @param now milliseconds of any clock that does not go back
 */
export function mirrorPolicies(
  endpoint: string,
  stores: PolicyStores,
  now: () => number = () => performance.now(),
): PolicyMirror {
  let copied = '';
  let copiedAt = -Infinity;
  let isEmbedded = false;
  let underWay: Promise<void> | undefined;

  const copy = async (): Promise<void> => {
    const text = await get(`${endpoint}${OWN_PREFIX}policies`);
    copiedAt = now();
    // What is parsed is kept by the object that it is: an unchanged copy stays.
    if (text === copied) return;
    copied = text;
    const page = policiesPage.safeParse(parseJson(text));
    isEmbedded = page.success;
    if (page.success) readPoliciesPage(page.data, stores);
  };
  return {
    async refresh() {
      if (now() - copiedAt < FRESH_MS) return;
      underWay ??= copy().finally(() => {
        underWay = undefined;
      });
      await underWay;
    },
    hasPolicies: () => isEmbedded,
  };
}

async function get(url: string): Promise<string> {
  try {
    return await (await fetch(url)).text();
  } catch (cause) {
    const reason = cause instanceof Error && cause.cause ? cause.cause : cause;
    throw new AwsError(
      'ServiceUnavailable',
      `Nobody's rights are known: ${url} does not answer (${String(reason)}).`,
      503,
    );
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
