/**
 * Reads an environment variable that the stack sets.
 * @throws Error naming the variable: a deployment without it is broken, whatever the input
 */
export function requiredEnv(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') {
    throw new Error(`the environment variable ${name} is not set; the stack should set it`);
  }
  return value;
}

/**
 * Reads an environment variable that the stack may set.
 * @throws Error naming the variable when it is not a number above 0
 */
export function positiveEnv(name: string, otherwise: number): number {
  const value = process.env[name] ?? '';
  if (value === '') return otherwise;
  const number = Number(value);
  if (number > 0 && number < Infinity) return number;
  throw new Error(`the environment variable ${name} is '${value}'; valid: a number above 0`);
}
