import { CliError } from './cli-error';

/** Runs a command's action; any failure is one line on stderr and exit status 1. */
export function withErrorHandler<Arguments extends unknown[]>(
  action: (...values: Arguments) => Promise<void>,
): (...values: Arguments) => Promise<void> {
  return async (...values) => {
    try {
      await action(...values);
    } catch (error) {
      process.stderr.write(`Error: ${explain(error)}\n`);
      process.exitCode = 1;
    }
  };
}

function explain(error: unknown): string {
  if (error instanceof CliError) return error.message;
  if (!(error instanceof Error)) return String(error);
  const missing = missingSetting(error);
  if (missing !== undefined) return missing;
  // An AWS error's name says more than its message; a fault of this program needs its stack.
  if (!('$metadata' in error)) return error.stack ?? error.message;
  return error.name === 'Error' ? error.message : `${error.name}: ${error.message}`;
}

/** What the SDK needs of the environment and does not find there. */
function missingSetting({ name, message }: Error): string | undefined {
  if (message === 'Region is missing') {
    return 'there is no AWS region: set AWS_REGION or the region of your AWS profile, or run in the embedded AWS by --local';
  }
  if (name === 'CredentialsProviderError' || name === 'TokenProviderError') {
    return `there are no AWS credentials (${message}): set AWS_PROFILE or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or run in the embedded AWS by --local`;
  }
  return undefined;
}
