import { Tensor } from './onnxruntime';
import { type EncodedBatch } from './encode-batch';
import { type T5Folder } from './model-folder';
import { type T5Sessions } from './sessions';
import { floats, gatherRows, requireTensor } from './tensors';

const LOGITS = 'logits';

/**
 * The decoder of one batch between steps: its keys and values go from each step's outputs to the
 * next step's inputs as they are, without a copy. Those of the encoder's states are made by the
 * first step, which sees empty pasts, and then only read.
 */
export class Decoder {
  /** Inputs that last from step to step, each with a row per output. */
  private readonly state: Record<string, Tensor>;
  private isFirstStep = true;
  /** Optimum's merged graphs say by an input of their own whether there are pasts. */
  private readonly hasCacheSwitch: boolean;
  private readonly decoderPresents: readonly string[];
  private readonly encoderPresents: readonly string[];

  constructor(
    private readonly sessions: T5Sessions,
    model: T5Folder,
    encoded: EncodedBatch,
  ) {
    this.hasCacheSwitch = sessions.decoder.inputNames.includes('use_cache_branch');
    this.decoderPresents = presentNames(model.decoderLayers, 'decoder');
    this.encoderPresents = presentNames(model.decoderLayers, 'encoder');
    this.state = {
      encoder_hidden_states: encoded.hiddenStates,
      encoder_attention_mask: encoded.attentionMask,
    };
    const dims = [encoded.hiddenStates.dims[0]!, model.heads, 0, model.headSize];
    const empty = new Tensor('float32', new Float32Array(0), dims);
    for (const present of [...this.decoderPresents, ...this.encoderPresents]) {
      this.state[pastName(present)] = empty;
    }
  }

  /** Feeds one token per row and gives the logits of the next ones, [rows, vocabulary]. */
  async step(tokens: readonly number[]): Promise<Float32Array> {
    const inputIds = BigInt64Array.from(tokens, BigInt);
    const feeds: Record<string, Tensor> = {
      ...this.state,
      input_ids: new Tensor('int64', inputIds, [tokens.length, 1]),
    };
    if (this.hasCacheSwitch) {
      feeds.use_cache_branch = new Tensor('bool', [!this.isFirstStep], [1]);
    }
    const presents = this.isFirstStep
      ? [...this.decoderPresents, ...this.encoderPresents]
      : this.decoderPresents;
    const fetches = [LOGITS, ...presents];
    const outputs = await this.sessions.run(this.sessions.decoder, feeds, fetches);
    for (const present of presents) {
      this.state[pastName(present)] = requireTensor(outputs, present);
    }
    this.isFirstStep = false;
    return floats(requireTensor(outputs, LOGITS));
  }

  /** Goes on with these rows only, in this order. */
  keepRows(rows: readonly number[]): void {
    for (const [name, tensor] of Object.entries(this.state)) {
      this.state[name] = gatherRows(tensor, rows);
    }
  }
}

function presentNames(layers: number, side: 'decoder' | 'encoder'): string[] {
  return Array.from({ length: layers }).flatMap((_, layer) => [
    `present.${layer}.${side}.key`,
    `present.${layer}.${side}.value`,
  ]);
}

function pastName(present: string): string {
  return present.replace('present', 'past_key_values');
}
