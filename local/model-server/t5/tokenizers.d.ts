/**
 * What is used of the package. Its own declarations import one another without extensions, which
 * TypeScript's Node16 resolution does not follow: every type would be an error.
 */
declare module '@huggingface/tokenizers' {
  export class Tokenizer {
    /** The contents of tokenizer.json and tokenizer_config.json. */
    constructor(tokenizer: object, config: object);
    encode(text: string): { readonly ids: number[] };
    /** `ids` must not be empty. */
    decode(ids: number[], options: { readonly skip_special_tokens: boolean }): string;
  }
}
