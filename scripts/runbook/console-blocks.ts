const BLOCK = /^```console\n([^]*?)^```$/gm;

/** A prompt, the command behind it with its continued lines, and what stood below it. */
interface Entry {
  readonly command: string;
  readonly output: string;
}

/**
 * A Markdown page whose `console` blocks are run from top to bottom, with the outputs that the
 * commands have now:
 *
 *     ```console
 *     $ aws s3 ls
 *     2026-11-24 02:00:00 bucket
 *     ```
 *
 * A command goes on in the next line where a line ends in a backslash.
 */
export async function rerunConsoleBlocks(
  page: string,
  run: (command: string) => Promise<string>,
): Promise<string> {
  let result = '';
  let end = 0;
  for (const match of page.matchAll(BLOCK)) {
    const [block, body = ''] = match;
    result += `${page.slice(end, match.index)}\`\`\`console\n`;
    for (const { command } of entriesOf(body)) {
      const output = await run(command);
      result += `$ ${command}\n${output === '' ? '' : `${output}\n`}`;
    }
    result += '```';
    end = match.index + block.length;
  }
  return result + page.slice(end);
}

/** @throws Error for output that no command stands above */
export function entriesOf(body: string): Entry[] {
  const entries: Entry[] = [];
  let command: string[] | undefined;
  let output: string[] = [];
  const close = (): void => {
    if (command) entries.push({ command: command.join('\n'), output: output.join('\n') });
    output = [];
  };
  for (const line of body.replace(/\n$/, '').split('\n')) {
    const continues = command?.at(-1)?.endsWith('\\') === true && output.length === 0;
    if (continues) command?.push(line);
    else if (line.startsWith('$ ')) {
      close();
      command = [line.slice(2)];
    } else if (command) output.push(line);
    else throw new Error(`a console block begins with a command behind '$ ', not with '${line}'`);
  }
  close();
  return entries;
}
