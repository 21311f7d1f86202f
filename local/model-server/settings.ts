import { type TgiLimits } from './tgi/check-request';

/** What the environment of a SageMaker container says to the server. */
export interface ServerSettings {
  /** 0: any free port. */
  readonly port: number;
  /** Where the untarred artefact lies. */
  readonly modelFolder: string;
  /** A Python dict for all records of a batch transform. */
  readonly hyperParams: string | undefined;
  readonly maxRequestBytes: number;
  /** What the container speaks. */
  readonly contract: 'text2text-1.x' | 'tgi-2.x';
  readonly tgiLimits: TgiLimits;
  /** Whether `GET /stats` answers. */
  readonly showStats: boolean;
}

/** As JumpStart sets them for its text2text models 2.x. */
const DEFAULT_MAX_INPUT_LENGTH = 1024;
const DEFAULT_MAX_TOTAL_TOKENS = 2048;
/** Beyond what any model reads. */
const MOST_TOKENS = 1_000_000;

/** Multi Model Server's default `max_request_size`. */
const DEFAULT_MAX_REQUEST_BYTES = 6_553_500;
const MEBIBYTE = 1024 * 1024;

/**
 * Reads SAGEMAKER_BIND_TO_PORT (0 to 65535, default 8080), SM_MODEL_DIR (default /opt/ml/model),
 * HYPER_PARAMS, SAGEMAKER_MAX_PAYLOAD_IN_MB (1 to 100), MODEL_SERVER_STATS (`1`), MODEL_SERVER_CONTRACT
 * (`text2text-1.x`, the default, or `tgi-2.x`) and, for the second, MAX_INPUT_LENGTH below MAX_TOTAL_TOKENS.
 */
export function readSettings(env: NodeJS.ProcessEnv): ServerSettings {
  const megabytes = readWhole(env, 'SAGEMAKER_MAX_PAYLOAD_IN_MB', 1, 100);
  return {
    port: readWhole(env, 'SAGEMAKER_BIND_TO_PORT', 0, 65_535) ?? 8080,
    modelFolder: env.SM_MODEL_DIR ?? '/opt/ml/model',
    hyperParams: env.HYPER_PARAMS,
    maxRequestBytes: megabytes === undefined ? DEFAULT_MAX_REQUEST_BYTES : megabytes * MEBIBYTE,
    contract: readContract(env),
    tgiLimits: readTgiLimits(env),
    showStats: env.MODEL_SERVER_STATS === '1',
  };
}

function readContract(env: NodeJS.ProcessEnv): ServerSettings['contract'] {
  const name = env.MODEL_SERVER_CONTRACT ?? 'text2text-1.x';
  if (name === 'text2text-1.x' || name === 'tgi-2.x') return name;
  throw new Error(`MODEL_SERVER_CONTRACT must be text2text-1.x or tgi-2.x, got '${name}'`);
}

function readTgiLimits(env: NodeJS.ProcessEnv): TgiLimits {
  const maxInputLength =
    readWhole(env, 'MAX_INPUT_LENGTH', 1, MOST_TOKENS) ?? DEFAULT_MAX_INPUT_LENGTH;
  const maxTotalTokens =
    readWhole(env, 'MAX_TOTAL_TOKENS', 1, MOST_TOKENS) ?? DEFAULT_MAX_TOTAL_TOKENS;
  if (maxInputLength < maxTotalTokens) return { maxInputLength, maxTotalTokens };
  throw new Error(
    `MAX_INPUT_LENGTH must be less than MAX_TOTAL_TOKENS, got ${maxInputLength} and ${maxTotalTokens}`,
  );
}

function readWhole(
  env: NodeJS.ProcessEnv,
  name: string,
  least: number,
  most: number,
): number | undefined {
  const text = env[name];
  if (text === undefined) return undefined;
  const value = /^\d+$/.test(text) ? Number(text) : NaN;
  if (value >= least && value <= most) return value;
  throw new Error(`${name} must be a whole number from ${least} to ${most}, got '${text}'`);
}
