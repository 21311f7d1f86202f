/** The configuration is wrong. One line: file, field, value, what is valid. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}
