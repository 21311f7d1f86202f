import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

export interface Shell {
  /** Runs one command; variables and functions stay for the next. @returns what it printed, errors included */
  run(command: string): Promise<string>;
  close(): void;
}

/** Ends the output of a command. */
const MARKER = '--- end of the output of a runbook command ---';

/**
 * Errors in their place among the output. The option, since the AWS CLI 1 does not ask the variable
 * for every service.
 */
const SETUP =
  'exec 2>&1\naws() { command aws ${AWS_ENDPOINT_URL:+--endpoint-url $AWS_ENDPOINT_URL} "$@"; }\n';

/** One bash for the whole page, as its reader has one terminal. */
export function openShell(cwd: string, env: NodeJS.ProcessEnv): Shell {
  const bash = spawn('bash', ['--noprofile', '--norc'], {
    cwd,
    env,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  bash.stdin.write(SETUP);
  const reader = createInterface({ input: bash.stdout });
  const lines: AsyncIterator<string, undefined> = reader[Symbol.asyncIterator]();
  return {
    async run(command) {
      // On a line of its own: a command's last line may lack its line feed.
      bash.stdin.write(`${command}\necho\necho '${MARKER}'\n`);
      const output: string[] = [];
      for (;;) {
        const { value: line } = await lines.next();
        if (line === undefined) throw new Error(`bash ended at: ${command}`);
        if (line === MARKER) return output.join('\n').trimEnd();
        output.push(line);
      }
    },
    close() {
      bash.stdin.end();
    },
  };
}
