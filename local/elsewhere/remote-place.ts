import { type EmbeddedClientConfig, clientConfig } from '../gateway/client-config';

/** Where a service is that does not run in this process, and who calls it. */
export interface RemotePlace {
  readonly endpoint: string;
  readonly region: string;
}

/** Answers come at once on one machine; a program that took the port and says nothing must not hold what waits. */
const QUICK = {
  maxAttempts: 2,
  requestHandler: { connectionTimeout: 2_000, requestTimeout: 5_000, throwOnRequestTimeout: true },
};

/** The same for calls that are answered at once. */
export function quickClientConfig(place: RemotePlace): EmbeddedClientConfig & typeof QUICK {
  return { ...remoteClientConfig(place), ...QUICK };
}

/**
 * For a client of a service elsewhere. Another emulator may take the key for the name of an account:
 * what the person has set for it counts, as in any other client of theirs.
 * @param env of this process
 */
export function remoteClientConfig(
  { endpoint, region }: RemotePlace,
  env: NodeJS.ProcessEnv = process.env,
): EmbeddedClientConfig {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = env;
  const config = clientConfig(endpoint, region);
  return accessKeyId && secretAccessKey
    ? { ...config, credentials: { accessKeyId, secretAccessKey } }
    : config;
}
