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
  // An AWS error's name says more than its message; a fault of this program needs its stack.
  const fromAws = '$metadata' in error;
  return fromAws ? `${error.name}: ${error.message}` : (error.stack ?? error.message);
}
