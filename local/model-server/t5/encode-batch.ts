import { Tensor } from './onnxruntime';
import { type T5Sessions } from './sessions';
import { requireTensor } from './tensors';

/** What the decoder reads of the inputs: [rows, length, d_model] and [rows, length]. */
export interface EncodedBatch {
  readonly hiddenStates: Tensor;
  readonly attentionMask: Tensor;
}

/** Runs the encoder over inputs of different lengths, padded to the longest. */
export async function encodeBatch(
  sessions: T5Sessions,
  inputs: readonly (readonly number[])[],
  padToken: number,
): Promise<EncodedBatch> {
  const length = Math.max(...inputs.map((ids) => ids.length));
  const ids = new BigInt64Array(inputs.length * length).fill(BigInt(padToken));
  const mask = new BigInt64Array(inputs.length * length);
  inputs.forEach((tokens, row) => {
    tokens.forEach((token, column) => (ids[row * length + column] = BigInt(token)));
    mask.fill(1n, row * length, row * length + tokens.length);
  });
  const dims = [inputs.length, length];
  const attentionMask = new Tensor('int64', mask, dims);
  const feeds = { input_ids: new Tensor('int64', ids, dims), attention_mask: attentionMask };
  const outputs = await sessions.run(sessions.encoder, feeds, ['last_hidden_state']);
  return { hiddenStates: requireTensor(outputs, 'last_hidden_state'), attentionMask };
}
