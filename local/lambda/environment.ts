import { type RoleCredentials } from '../iam/principals';
import { type FunctionConfig } from './function-config';

export interface EnvironmentFacts {
  readonly config: FunctionConfig;
  readonly version: string;
  readonly logStream: string;
  readonly codeDirectory: string;
  readonly region: string;
  readonly endpoint: string;
  readonly credentials: RoleCredentials;
}

/**
 * The whole environment of a function: the template's variables, those that Lambda sets, and the
 * endpoint. Nothing of this process's own environment goes in, so what works here does not lean
 * on the machine. The template cannot override what Lambda reserves.
 * Source: Lambda developer guide, "Defined runtime environment variables".
 */
export function functionEnvironment(facts: EnvironmentFacts): Record<string, string> {
  const { config, credentials } = facts;
  return {
    TZ: ':UTC',
    LANG: 'en_US.UTF-8',
    ...config.environment,
    _HANDLER: config.handler,
    AWS_REGION: facts.region,
    AWS_DEFAULT_REGION: facts.region,
    AWS_EXECUTION_ENV: `AWS_Lambda_${config.runtime}`,
    AWS_LAMBDA_FUNCTION_NAME: config.functionName,
    AWS_LAMBDA_FUNCTION_VERSION: facts.version,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(config.memoryMb),
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: config.logGroup,
    AWS_LAMBDA_LOG_STREAM_NAME: facts.logStream,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_SESSION_TOKEN: credentials.sessionToken,
    LAMBDA_TASK_ROOT: facts.codeDirectory,
    AWS_ENDPOINT_URL: facts.endpoint,
    // The SDK's warning about Node 20 would be a line of every function's log.
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  };
}
