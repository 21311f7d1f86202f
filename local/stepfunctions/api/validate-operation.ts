import * as z from 'zod';
import { type JsonOperation } from '../../gateway/aws-json';
import { InvalidDefinition } from '../definition/invalid-definition';
import { parseDefinition } from '../definition/parse-definition';
import { parseInput } from './parse-input';

const MAX_DIAGNOSTICS = 100;

const validateInput = z.strictObject({
  definition: z.string().min(1),
  type: z.literal('STANDARD', 'Only STANDARD is supported').optional(),
  severity: z.enum(['ERROR', 'WARNING']).optional(),
  maxResults: z.int().min(0).max(MAX_DIAGNOSTICS).default(0),
});

/**
 * ValidateStateMachineDefinition. Finds what creation refuses, and gives no warnings.
 * Source: API Reference, ValidateStateMachineDefinition.
 */
export function validateOperation() {
  return {
    async ValidateStateMachineDefinition(request) {
      const { definition, maxResults } = parseInput(validateInput, request);
      try {
        parseDefinition(definition);
        return { result: 'OK', diagnostics: [], truncated: false };
      } catch (error) {
        if (!(error instanceof InvalidDefinition)) throw error;
        // 0 stands for the default, as in every listing.
        const most = maxResults === 0 ? MAX_DIAGNOSTICS : maxResults;
        const diagnostics = error.diagnostics.slice(0, most);
        return { result: 'FAIL', diagnostics, truncated: error.diagnostics.length > most };
      }
    },
  } satisfies Record<string, JsonOperation>;
}
