/**
 * Raises an error that a child of a distributed map left in a file, under the name it had there.
 * Lambda reports `name`, and the state machine and people route on it.
 */
export function raiseLeftError({ name, message }: { name: string; message: string }): never {
  throw Object.assign(new Error(message), { name });
}
