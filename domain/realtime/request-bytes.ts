import { type HyperParameters } from '../run/hyper-parameters';
import { type PayloadContract } from './contract';

/** Between two texts of a list. */
const COMMA = 1;
/** Around a list. */
const BRACKETS = 2;

/** What a request weighs: both contracts are JSON, in which a text has the same bytes anywhere. */
export function requestBytes(
  texts: readonly string[],
  parameters: HyperParameters,
  contract: PayloadContract,
): { readonly textBytes: number[]; readonly fixedBytes: number } {
  return {
    textBytes: texts.map((text) => Buffer.byteLength(JSON.stringify(text)) + COMMA),
    fixedBytes: contract.writeRequest([''], parameters).length + BRACKETS,
  };
}
