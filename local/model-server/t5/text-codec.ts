import { Tokenizer } from '@huggingface/tokenizers';
import { type T5Folder } from './model-folder';

/** Texts to token ids and back. */
export class TextCodec {
  private readonly tokenizer: Tokenizer;

  constructor(private readonly model: T5Folder) {
    this.tokenizer = new Tokenizer(model.tokenizer, model.tokenizerConfig);
  }

  /** Ids of a text, `</s>` last; one with more than `maxInput` loses what is before `</s>`. */
  encode(text: string, maxInput = this.model.maxInput): number[] {
    const { ids } = this.tokenizer.encode(text);
    const excess = ids.length - maxInput;
    if (excess > 0) ids.splice(maxInput - 1, excess);
    return ids;
  }

  /** Text of ids less special tokens, trimmed: a decoder may leave a leading blank. */
  decode(ids: number[]): string {
    if (ids.length === 0) return '';
    return this.tokenizer.decode(ids, { skip_special_tokens: true }).trim();
  }
}
