import { type Policy, type PolicyKind, parsePolicy } from './policy';

/** Parses each document once: objects for as long as they live, texts for as long as they are kept. */
export interface ParsedPolicies {
  /** `document`: an object, or its JSON text. @throws PolicyError, and SyntaxError for no JSON */
  parse(document: unknown, kind: PolicyKind): Policy;
}

/** Texts are of buckets' policies. Some hundred of them, at 20 KB each, are a few megabytes. */
const MOST_TEXTS = 256;

export function createParsedPolicies(): ParsedPolicies {
  const ofObjects = new Map<PolicyKind, WeakMap<object, Policy>>();
  const ofTexts = new Map<string, Policy>();
  return {
    parse(document, kind) {
      if (typeof document === 'string') {
        const id = `${kind} ${document}`;
        const policy = ofTexts.get(id) ?? parsePolicy(JSON.parse(document), kind);
        if (ofTexts.size >= MOST_TEXTS) ofTexts.clear();
        ofTexts.set(id, policy);
        return policy;
      }
      if (typeof document !== 'object' || document === null) return parsePolicy(document, kind);
      const known = ofObjects.get(kind) ?? new WeakMap<object, Policy>();
      ofObjects.set(kind, known);
      const policy = known.get(document) ?? parsePolicy(document, kind);
      known.set(document, policy);
      return policy;
    },
  };
}
