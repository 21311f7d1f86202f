import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';

/** transformers' default `max_length` of a model that names none. */
const DEFAULT_MAX_LENGTH = 20;
/** A tokenizer without a limit says 1e30; T5 was trained on 512 tokens. */
const DEFAULT_MAX_INPUT = 512;
const NO_LIMIT = 1e9;

const tokenId = z.int().nonnegative();

const modelConfig = z.object({
  model_type: z.enum(['t5', 'mt5']),
  num_layers: z.int().positive(),
  num_decoder_layers: z.int().positive().optional(),
  num_heads: z.int().positive(),
  d_kv: z.int().positive(),
  pad_token_id: tokenId,
  eos_token_id: z.union([tokenId, z.array(tokenId)]),
  decoder_start_token_id: tokenId,
});

const generationConfig = z.object({
  max_length: z.int().positive().optional(),
  eos_token_id: z.union([tokenId, z.array(tokenId)]).optional(),
  decoder_start_token_id: tokenId.optional(),
});

const tokenizerConfig = z.looseObject({ model_max_length: z.number().positive().optional() });

/** What the engine needs to know of a T5, from the files that Optimum writes beside the graphs. */
export interface T5Folder {
  readonly decoderLayers: number;
  readonly heads: number;
  /** Size of a head's keys and values. */
  readonly headSize: number;
  readonly startToken: number;
  readonly padToken: number;
  readonly endTokens: ReadonlySet<number>;
  /** Most tokens of an output if a request does not say, start token included. */
  readonly maxOutput: number;
  /** Most tokens of an input, `</s>` included. */
  readonly maxInput: number;
  readonly tokenizer: object;
  readonly tokenizerConfig: object;
  readonly encoderPath: string;
  readonly decoderPath: string;
}

/** @throws Error that names the file and what is wrong with it */
export async function readT5Folder(folder: string): Promise<T5Folder> {
  const [config, generation, tokenizer, tokenizerSettings] = await Promise.all([
    readJson(folder, 'config.json', modelConfig),
    readJson(folder, 'generation_config.json', generationConfig, '{}'),
    readJson(folder, 'tokenizer.json', z.looseObject({})),
    readJson(folder, 'tokenizer_config.json', tokenizerConfig),
  ]);
  const endTokens = generation.eos_token_id ?? config.eos_token_id;
  const maxInput = tokenizerSettings.model_max_length ?? NO_LIMIT;
  return {
    decoderLayers: config.num_decoder_layers ?? config.num_layers,
    heads: config.num_heads,
    headSize: config.d_kv,
    startToken: generation.decoder_start_token_id ?? config.decoder_start_token_id,
    padToken: config.pad_token_id,
    endTokens: new Set(typeof endTokens === 'number' ? [endTokens] : endTokens),
    maxOutput: generation.max_length ?? DEFAULT_MAX_LENGTH,
    maxInput: maxInput < NO_LIMIT ? maxInput : DEFAULT_MAX_INPUT,
    tokenizer,
    tokenizerConfig: tokenizerSettings,
    encoderPath: join(folder, 'onnx', 'encoder_model.onnx'),
    decoderPath: join(folder, 'onnx', 'decoder_model_merged.onnx'),
  };
}

/** `absent`: what stands for a file that need not be there. */
async function readJson<T>(
  folder: string,
  name: string,
  schema: z.ZodType<T>,
  absent?: string,
): Promise<T> {
  const path = join(folder, name);
  const text = absent !== undefined && !existsSync(path) ? absent : await readFile(path, 'utf8');
  try {
    return schema.parse(JSON.parse(text));
  } catch (error) {
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    throw new Error(`${path} is not usable: ${reason}`, { cause: error });
  }
}
