import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { keepTrack } from './children';

const ROOT = join(__dirname, '..', '..', '..');

/** Longer than anything here takes on a busy machine; a client that waits for ever must not. */
const COMMAND_TIMEOUT_MS = 240_000;

export interface CommandOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Becomes the standard input. */
  readonly input?: Readable;
}

/** What AWS clients find in their environment: these keys, and nobody's profile. */
export const CLIENT_ENVIRONMENT: NodeJS.ProcessEnv = {
  PATH: process.env.PATH,
  HOME: '/nonexistent',
  LC_ALL: 'C.UTF-8',
  TZ: 'UTC',
  AWS_REGION: 'us-east-1',
  AWS_DEFAULT_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_PAGER: '',
};

/** Runs a program to its end. @returns standard output. @throws Error with the command and its words */
export async function runCommand(
  file: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<string> {
  const child = keepTrack(
    spawn(file, args, {
      cwd: options.cwd ?? ROOT,
      env: options.env ?? CLIENT_ENVIRONMENT,
      stdio: [options.input ? 'pipe' : 'ignore', 'pipe', 'pipe'],
      timeout: COMMAND_TIMEOUT_MS,
    }),
  );
  let output = '';
  let words = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (words += text));
  const ended = new Promise<string>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (code === 0) resolve(output);
      else reject(failed(file, args, String(code ?? signal), words.trim() || output.trim()));
    });
  });
  if (options.input && child.stdin) {
    await Promise.all([pipeline(options.input, child.stdin), ended]);
  }
  return ended;
}

/** Debian's AWS CLI 2.9, which does not read AWS_ENDPOINT_URL. */
export function awsCli(endpoint: string) {
  return (args: readonly string[], options: CommandOptions = {}): Promise<string> =>
    runCommand('/usr/bin/aws', ['--endpoint-url', endpoint, ...args], options);
}

/** Debian's Python with its boto3 1.26; `script` lies in this folder. */
export function debianPython(script: string, args: readonly string[]): Promise<string> {
  return runCommand('/usr/bin/python3', [join(__dirname, script), ...args]);
}

function failed(file: string, args: readonly string[], code: string, words: string): Error {
  return new Error(`'${[file, ...args].join(' ')}' ended with ${code}: ${words}`);
}
