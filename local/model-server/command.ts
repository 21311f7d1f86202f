import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { bundleModelServer } from './bundle';

export type ModelServerKind = 'echo' | 't5';

/** What to spawn, with the container's environment (see settings.ts) and stdin as a pipe. */
export interface ModelServerCommand {
  readonly command: string;
  readonly args: readonly string[];
}

let serverFile: string | undefined;

/**
 * The command that serves a model as `docker run IMAGE serve` would.
 * In a built package the server lies beside this file as `model-server.js`; in a checkout it is
 * bundled on first use (about 50 ms), which starts faster than a loader in each child would.
 */
export function modelServerCommand(kind: ModelServerKind): ModelServerCommand {
  serverFile ??= findBuilt() ?? bundleFromSource();
  return { command: process.execPath, args: [serverFile, kind] };
}

function findBuilt(): string | undefined {
  const built = join(__dirname, 'model-server.js');
  return existsSync(built) ? built : undefined;
}

/** Under node_modules, so that the bundle finds onnxruntime-node; renamed, as others may run it. */
function bundleFromSource(): string {
  const folder = join(__dirname, '../../node_modules/.cache/embedded-model-server');
  mkdirSync(folder, { recursive: true });
  const target = join(folder, 'model-server.cjs');
  const draft = join(folder, `model-server.${process.pid}.cjs`);
  bundleModelServer(draft);
  renameSync(draft, target);
  return target;
}
