import { type HyperParameters } from '../payload/hyper-parameters';
import { Decoder } from './decoder';
import { encodeBatch } from './encode-batch';
import { type T5Folder } from './model-folder';
import { type T5Sessions } from './sessions';
import { gatherRows } from './tensors';
import { createPicker, type PickToken } from './token-picker';

/** Finished rows stay in the batch until at least a quarter of it can be left out by one copy. */
const WORTH_COMPACTING = 0.75;

interface Row {
  /** The start token and what was generated after it. */
  readonly tokens: number[];
  readonly pick: PickToken;
  done: boolean;
}

/**
 * Generates `numReturnSequences` outputs for each input of one batch: tokens without the start
 * token and the end token.
 */
export async function generateBatch(
  model: T5Folder,
  sessions: T5Sessions,
  inputs: readonly (readonly number[])[],
  parameters: HyperParameters,
): Promise<number[][][]> {
  const sequences = parameters.numReturnSequences;
  const rows = inputs.flatMap((input) =>
    Array.from({ length: sequences }, (_, sequence): Row => {
      return {
        tokens: [model.startToken],
        pick: createPicker(parameters, input, sequence),
        done: false,
      };
    }),
  );
  let encoded = await encodeBatch(sessions, inputs, model.padToken);
  if (sequences > 1) {
    const repeated = rows.map((_, index) => Math.floor(index / sequences));
    encoded = {
      hiddenStates: gatherRows(encoded.hiddenStates, repeated),
      attentionMask: gatherRows(encoded.attentionMask, repeated),
    };
  }
  await decodeRows(model, new Decoder(sessions, model, encoded), rows, parameters.maxLength);
  return inputs.map((_, index) =>
    rows.slice(index * sequences, (index + 1) * sequences).map((row) => row.tokens.slice(1)),
  );
}

async function decodeRows(
  model: T5Folder,
  decoder: Decoder,
  rows: readonly Row[],
  maxLength = model.maxOutput,
): Promise<void> {
  let current = rows;
  for (let length = 1; length < maxLength; length++) {
    const logits = await decoder.step(current.map((row) => row.tokens[row.tokens.length - 1]!));
    appendTokens(model, current, logits);
    const open = current.filter((row) => !row.done);
    if (open.length === 0) return;
    if (open.length <= current.length * WORTH_COMPACTING) {
      decoder.keepRows(open.map((row) => current.indexOf(row)));
      current = open;
    }
  }
}

function appendTokens(model: T5Folder, rows: readonly Row[], logits: Float32Array): void {
  const vocabulary = logits.length / rows.length;
  rows.forEach((row, index) => {
    if (row.done) return;
    const token = row.pick(
      logits.subarray(index * vocabulary, (index + 1) * vocabulary),
      row.tokens,
    );
    if (model.endTokens.has(token)) row.done = true;
    else row.tokens.push(token);
  });
}
