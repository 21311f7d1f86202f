/** What the environment of a SageMaker container says to the server. */
export interface ServerSettings {
  /** 0: any free port. */
  readonly port: number;
  /** Where the untarred artefact lies. */
  readonly modelFolder: string;
  /** A Python dict for all records of a batch transform. */
  readonly hyperParams: string | undefined;
  readonly maxRequestBytes: number;
  /** Whether `GET /stats` answers. */
  readonly showStats: boolean;
}

/** Multi Model Server's default `max_request_size`. */
const DEFAULT_MAX_REQUEST_BYTES = 6_553_500;
const MEBIBYTE = 1024 * 1024;

/**
 * Reads SAGEMAKER_BIND_TO_PORT (0 to 65535, default 8080), SM_MODEL_DIR (default /opt/ml/model),
 * HYPER_PARAMS, SAGEMAKER_MAX_PAYLOAD_IN_MB (1 to 100) and MODEL_SERVER_STATS (`1`).
 */
export function readSettings(env: NodeJS.ProcessEnv): ServerSettings {
  const megabytes = readWhole(env, 'SAGEMAKER_MAX_PAYLOAD_IN_MB', 1, 100);
  return {
    port: readWhole(env, 'SAGEMAKER_BIND_TO_PORT', 0, 65_535) ?? 8080,
    modelFolder: env.SM_MODEL_DIR ?? '/opt/ml/model',
    hyperParams: env.HYPER_PARAMS,
    maxRequestBytes: megabytes === undefined ? DEFAULT_MAX_REQUEST_BYTES : megabytes * MEBIBYTE,
    showStats: env.MODEL_SERVER_STATS === '1',
  };
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
