import * as z from 'zod';
import { TgiRejection } from './tgi-error';

const count = z.int().nonnegative();
const flag = z.boolean().nullish();

/** Rust's Option: absent or null. Members that TGI does not know are ignored. */
const parameters = z.object({
  adapter_id: z.string().nullish(),
  best_of: count.nullish(),
  decoder_input_details: flag,
  details: flag,
  do_sample: z.boolean().default(false),
  frequency_penalty: z.number().nullish(),
  grammar: z.unknown().optional(),
  max_new_tokens: count.nullable().default(100),
  repetition_penalty: z.number().nullish(),
  return_full_text: flag,
  seed: count.nullish(),
  stop: z.array(z.string()).default([]),
  temperature: z.number().nullish(),
  top_k: z.int().nullish(),
  top_n_tokens: count.nullish(),
  top_p: z.number().nullish(),
  truncate: count.nullish(),
  typical_p: z.number().nullish(),
  watermark: flag,
});

const request = z.object({
  inputs: z.string(),
  parameters: parameters.prefault({}),
  stream: z.boolean().default(false),
});

export type TgiRequest = z.output<typeof request>;
export type TgiParameters = TgiRequest['parameters'];

/**
 * Reads a body with the defaults of text-generation-inference 2.x (`router/src/lib.rs`, GenerateRequest).
 * @throws TgiRejection in axum's words: 415, 400 for what is not JSON, 422 for another shape, `inputs` being a list
 * among others
 */
export function readTgiRequest(contentType: string, body: Buffer): TgiRequest {
  if (!/^application\/([a-z.-]+\+)?json\s*(;|$)/i.test(contentType)) {
    throw new TgiRejection(415, 'Expected request with `Content-Type: application/json`');
  }
  const parsed = request.safeParse(parseJson(body.toString('utf8')));
  if (parsed.success) return parsed.data;
  throw new TgiRejection(
    422,
    'Failed to deserialize the JSON body into the target type: data did not match any variant of untagged enum SagemakerRequest',
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new TgiRejection(400, `Failed to parse the request body as JSON: ${String(error)}`);
  }
}
