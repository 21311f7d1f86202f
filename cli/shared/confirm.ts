import { createInterface } from 'node:readline';

/** Asks a yes-or-no question on the terminal; anything but `y` or `yes` is a no, as is the input's end. */
export async function confirm(
  question: string,
  input: NodeJS.ReadableStream = process.stdin,
  output: NodeJS.WritableStream = process.stderr,
): Promise<boolean> {
  const terminal = createInterface({ input, output });
  const answer = await new Promise<string>((resolve) => {
    terminal.once('line', resolve).once('close', () => {
      resolve('');
    });
    terminal.setPrompt(question);
    terminal.prompt();
  });
  terminal.close();
  return /^y(es)?$/i.test(answer.trim());
}
