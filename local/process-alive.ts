/** Whether a process of this id lives on this machine. False for an id that is no positive number. */
export function isAlive(processId: number): boolean {
  if (!(processId > 0)) return false;
  try {
    // Signal 0 only asks.
    return process.kill(processId, 0);
  } catch (error) {
    // EPERM and the like: it lives, and belongs to somebody else.
    return codeOf(error) !== 'ESRCH';
  }
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}
