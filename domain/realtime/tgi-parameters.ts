import { type HyperParameterFault, type HyperParameters } from '../run/hyper-parameters';

/** What transformers samples among when nothing is said; TGI's own default is all tokens. */
const DEFAULT_TOP_K = 50;

/**
 * Hyperparameters of the text2text script as TGI's `parameters`, with the same answers in mind.
 * @param parameters in which findTgiFault finds nothing
 */
export function tgiParameters(parameters: HyperParameters): Record<string, unknown> {
  const { max_length, do_sample, seed } = parameters;
  return withoutUndefined({
    // max_length counts the decoder's start token, max_new_tokens does not.
    max_new_tokens: typeof max_length === 'number' ? max_length - 1 : undefined,
    do_sample,
    // Without do_sample the script ignores these; TGI would sample because of them.
    ...(do_sample === true ? samplingParameters(parameters) : {}),
    seed,
  });
}

/** Left out is what does nothing: TGI refuses the number that says so. */
function samplingParameters({ temperature, top_k = DEFAULT_TOP_K, top_p }: HyperParameters) {
  return {
    temperature,
    top_k: top_k === 0 ? undefined : top_k,
    top_p: top_p === 1 ? undefined : top_p,
  };
}

/** What TGI cannot do. `batch_size` is not among it: it says how texts are sent, not what comes of them. */
const CHECKS: Readonly<Record<string, (value: unknown) => string | undefined>> = {
  max_length: (value) =>
    value === 1 ? 'max_length must be at least 2, got 1: one is the start token.' : undefined,
  top_p: (value) => (value === 0 ? 'top_p must be more than 0 for TGI, got 0.' : undefined),
  num_return_sequences: only(1, 'num_return_sequences', 'TGI answers each text once'),
  num_beams: only(1, 'num_beams', 'TGI has no beam search'),
  early_stopping: only(false, 'early_stopping', 'TGI has no beam search'),
  no_repeat_ngram_size: () => 'no_repeat_ngram_size has no counterpart in TGI; leave it out.',
};

/** The first hyperparameter that is valid for the text2text script, but not possible with TGI. */
export function findTgiFault(parameters: HyperParameters): HyperParameterFault | undefined {
  for (const [name, value] of Object.entries(parameters)) {
    const message = CHECKS[name]?.(value);
    if (message !== undefined) return { name, message };
  }
  return undefined;
}

function only(valid: unknown, name: string, reason: string) {
  return (value: unknown): string | undefined =>
    value === valid
      ? undefined
      : `${name} must be ${String(valid)}, got ${String(value)}: ${reason}.`;
}

function withoutUndefined(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
