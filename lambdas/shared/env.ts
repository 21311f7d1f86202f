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
