import { type Contract, type ErrorReply } from '../contract';
import { InvocationError } from '../invocation-error';
import { type HyperParameters } from '../payload/hyper-parameters';
import { checkRequest, type TgiLimits } from './check-request';
import { readTgiRequest, type TgiParameters } from './read-request';
import { TgiRejection, TgiValidationError } from './tgi-error';

/**
 * text-generation-inference 2.x, as JumpStart's text2text models 2.x run it:
 * `{"inputs": "...", "parameters": {...}}` -> `[{"generated_text": "..."}]`, one text a request.
 */
export function tgiContract(limits: TgiLimits): Contract {
  return {
    async answer(model, { contentType, body, signal }) {
      const request = readTgiRequest(contentType, body);
      const { text, maxNewTokens } = checkRequest(request, limits, model);
      const parameters = hyperParameters(request.parameters, maxNewTokens, limits);
      const [answers] = await model.generate([text], parameters, signal);
      const generated = cutAtStop(answers?.[0] ?? '', request.parameters.stop);
      const isFull = request.parameters.return_full_text === true;
      const generated_text = isFull ? request.inputs + generated : generated;
      return { contentType: 'application/json', body: JSON.stringify([{ generated_text }]) };
    },
    writeError,
  };
}

function hyperParameters(
  parameters: TgiParameters,
  maxNewTokens: number,
  limits: TgiLimits,
): HyperParameters {
  const { temperature, top_k, top_p, seed, do_sample } = parameters;
  return {
    // Transformers counts the decoder's start token, TGI only what is new.
    maxLength: maxNewTokens + 1,
    maxInputTokens: limits.maxInputLength,
    numReturnSequences: 1,
    noRepeatNgramSize: 0,
    // As TGI's NextTokenChooser: a warper that does something samples, too.
    doSample: do_sample || (temperature ?? 1) !== 1 || (top_k ?? 0) > 0 || (top_p ?? 1) < 1,
    temperature: temperature ?? 1,
    topK: top_k ?? 0,
    topP: top_p ?? 1,
    seed: seed ?? undefined,
    batchSize: 1,
  };
}

/** Ends after the first stop sequence, which TGI leaves in the text. */
function cutAtStop(text: string, stops: readonly string[]): string {
  const ends = stops
    .map((stop) => ({ at: text.indexOf(stop), length: stop.length }))
    .filter(({ at }) => at >= 0)
    .map(({ at, length }) => at + length);
  return ends.length === 0 ? text : text.slice(0, Math.min(...ends));
}

function writeError(error: unknown): ErrorReply {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof TgiRejection) {
    return { status: error.status, contentType: 'text/plain; charset=utf-8', body: message };
  }
  const isValidation = error instanceof TgiValidationError;
  const failed = error instanceof InvocationError ? error.statusCode : 424;
  return {
    status: isValidation ? 422 : failed,
    contentType: 'application/json',
    body: JSON.stringify({
      error: message,
      error_type: isValidation ? 'validation' : 'generation',
    }),
  };
}
