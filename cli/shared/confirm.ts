import { createInterface } from 'node:readline/promises';

/** Asks a yes-or-no question on the terminal; anything but `y` or `yes` is a no. */
export async function confirmOnTerminal(question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test((await terminal.question(question)).trim());
  } finally {
    terminal.close();
  }
}
