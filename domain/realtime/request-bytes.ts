import { type HyperParameters } from '../run/hyper-parameters';
import { type PayloadContract } from './contract';

/** After a text in a list. */
const COMMA = 1;
/** Two brackets around a list and one comma less than texts, where the empty text has two quotes. */
const LIST_MARKS = 2 - COMMA - 2;

/**
 * What a request weighs: both contracts are JSON, in which a text has the same bytes anywhere.
 * Exact for a list; two bytes too many for a single text, which goes without brackets.
 */
export function requestBytes(
  texts: readonly string[],
  parameters: HyperParameters,
  contract: PayloadContract,
): { readonly textBytes: number[]; readonly fixedBytes: number } {
  return {
    textBytes: texts.map((text) => Buffer.byteLength(JSON.stringify(text)) + COMMA),
    fixedBytes: contract.writeRequest([''], parameters).length + LIST_MARKS,
  };
}
