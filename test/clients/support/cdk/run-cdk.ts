import { spawn } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..', '..', '..');
/** What `npx cdk` starts. */
const CDK = join(ROOT, 'node_modules', 'aws-cdk', 'bin', 'cdk');
/** Longer than any command takes on a busy machine; one that waits for ever must not. */
const TIMEOUT_MS = 240_000;

export interface CdkResult {
  readonly exitCode: number | null;
  /** Standard output and standard error, as they came. */
  readonly output: string;
}

export type RunCdk = (...args: readonly string[]) => Promise<CdkResult>;

/**
 * The CDK's command line as it is installed, told of the embedded AWS by nothing but its endpoint
 * and dummy credentials. The other variables keep it from asking the network for news.
 * @param home where it keeps its caches
 */
export function cdkCommand(endpoint: string, home: string): RunCdk {
  const env: NodeJS.ProcessEnv = {
    PATH: process.env.PATH,
    HOME: home,
    CI: 'true',
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    CDK_DISABLE_CLI_TELEMETRY: '1',
    JSII_SILENCE_WARNING_UNTESTED_NODE_VERSION: '1',
  };
  return (...args) =>
    new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [CDK, '--no-color', '--no-notices', ...args], {
        cwd: ROOT,
        env,
        stdio: ['ignore', 'pipe', 'pipe'],
        timeout: TIMEOUT_MS,
      });
      let output = '';
      for (const stream of [child.stdout, child.stderr]) {
        stream.setEncoding('utf8').on('data', (text: string) => (output += text));
      }
      child.once('error', reject);
      child.once('close', (exitCode) => {
        resolve({ exitCode, output });
      });
    });
}
