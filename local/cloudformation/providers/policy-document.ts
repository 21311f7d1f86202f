import * as z from 'zod';
import { type PolicyKind, parsePolicy } from '../../iam/policy/policy';
import { PolicyError } from '../../iam/policy/policy-error';

/**
 * A property that holds a policy. It is kept as the template gave it; a policy with anything in it
 * that calls here could not be judged by is refused.
 */
export function policyDocument(kind: PolicyKind) {
  return z.record(z.string(), z.unknown()).superRefine((document, context) => {
    try {
      parsePolicy(document, kind);
    } catch (error) {
      if (!(error instanceof PolicyError)) throw error;
      context.addIssue({ code: 'custom', message: error.message });
    }
  });
}
