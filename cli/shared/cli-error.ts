/** A failure that its message explains whole: printed without a stack. */
export class CliError extends Error {
  override readonly name = 'CliError';
}
