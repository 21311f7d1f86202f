import { fstatSync } from 'node:fs';
import { type AddressInfo } from 'node:net';
import { loadEchoModel } from './echo/echo-model';
import { createModelServer } from './http-server';
import { readSettings } from './settings';
import { type TextModel } from './text-model';

/**
 * The process that SageMaker would start as `docker run IMAGE serve`: `node main.js echo|t5`.
 * Prints `listening on PORT` once it accepts connections, and ends with status 1 and the reason on
 * stderr if it cannot serve. SIGTERM ends it at once: no handler, because one would have to wait
 * while onnxruntime blocks the event loop.
 */
async function main(kind: string | undefined): Promise<void> {
  const settings = readSettings(process.env);
  const load = modelLoader(kind);
  endWithParent();
  const loaded: { model?: TextModel } = {};
  const server = createModelServer(settings, () => loaded.model);
  server.once('error', fail);
  server.listen(settings.port, '127.0.0.1', () => {
    const { port } = server.address() as AddressInfo;
    process.stdout.write(`listening on ${port}\n`);
  });
  loaded.model = await load(settings.modelFolder);
}

type LoadModel = (modelFolder: string) => Promise<TextModel>;

/**
 * The T5 is imported only when it is asked for, because onnxruntime takes its time to load.
 * TypeScript wants the extension in an `import()`.
 */
function modelLoader(kind: string | undefined): LoadModel {
  switch (kind) {
    case 'echo':
      return () => loadEchoModel(process.env);
    case 't5':
      return async (modelFolder) => (await import('./t5/load-t5.js')).loadT5(modelFolder);
    default:
      throw new Error(`There is no model server '${String(kind)}'. Valid: echo, t5.`);
  }
}

/**
 * Ends when the parent does, however it died: its end of the stdin pipe (or of the IPC channel)
 * closes. Started by hand, on a terminal or with </dev/null, the server runs until it is stopped.
 */
function endWithParent(): void {
  process.once('disconnect', () => process.exit(0));
  const stdin = fstatSync(0);
  if (!stdin.isFIFO() && !stdin.isSocket()) return;
  process.stdin.once('close', () => process.exit(0)).resume();
}

function fail(error: unknown): void {
  process.stderr.write(`model server: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

main(process.argv[2]).catch(fail);
