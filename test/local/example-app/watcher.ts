/** Logs the status of an ended execution. */
export async function handler(event: { detail: { status: string } }): Promise<void> {
  process.stdout.write(`seen ${event.detail.status}\n`);
}
