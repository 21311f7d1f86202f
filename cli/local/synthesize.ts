import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { CliError } from '../shared/cli-error';

const cdkJson = z.object({ app: z.string(), context: z.record(z.string(), z.unknown()) });

/**
 * Writes the cloud assembly of a configuration, as the CDK's own command line does: runs `app` of
 * cdk.json with the context and the output folder in its environment.
 *
 * @throws CliError with what the application said
 */
export async function synthesize(root: string, config: string, outDir: string): Promise<void> {
  const { context } = cdkJson.parse(JSON.parse(await readFile(join(root, 'cdk.json'), 'utf8')));
  const child = spawn(process.execPath, ['--import', 'tsx', join('bin', 'app.ts')], {
    cwd: root,
    env: {
      ...process.env,
      CDK_OUTDIR: outDir,
      CDK_CONTEXT_JSON: JSON.stringify({ ...context, config }),
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let words = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (words += text));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) {
    throw new CliError(
      `the application does not synthesize with config/${config}.json: ${words.trim()}`,
    );
  }
}
