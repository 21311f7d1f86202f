import { argmax } from '../logits/argmax';
import { repeatingTokens } from '../logits/no-repeat-ngram';
import { type Random, seededRandom } from '../logits/random';
import { sample } from '../logits/sample';
import { type HyperParameters } from '../payload/hyper-parameters';

/** Chooses the next token of one output from a row of logits, which it may change. */
export type PickToken = (logits: Float32Array, tokens: readonly number[]) => number;

/**
 * The picker of one output. Its random numbers depend on the seed, the input's tokens and which of
 * the input's outputs it is, and on nothing else: an output is the same alone and in any batch.
 */
export function createPicker(
  parameters: HyperParameters,
  input: readonly number[],
  sequence: number,
): PickToken {
  const choose = chooser(parameters, input, sequence);
  return (logits, tokens) => {
    for (const token of repeatingTokens(tokens, parameters.noRepeatNgramSize)) {
      logits[token] = -Infinity;
    }
    return choose(logits);
  };
}

function chooser(
  parameters: HyperParameters,
  input: readonly number[],
  sequence: number,
): (logits: Float32Array) => number {
  if (!parameters.doSample) return (logits) => argmax(logits, 0, logits.length);
  const random: Random =
    parameters.seed === undefined
      ? Math.random
      : seededRandom([parameters.seed, sequence, ...input]);
  return (logits) => sample(logits, parameters, random);
}
