import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { bundleFunction, functionNames } from '../../lib/constructs/bundle-function';
import { buildInto } from './build-into';

const ROOT = join(__dirname, '..', '..');

/** Read by the constructs, under the same paths as in the checkout: defaults, and the data sets of presets. */
const DATA = ['config/default.json', 'examples/debian-packages'];

/**
 * Builds into a folder all that the npm package ships: the command line, the constructs as
 * JavaScript with their types, each function's bundle where the constructs look for it, and the
 * data set of the presets. Nothing that uses the package compiles or bundles anything.
 *
 * @throws Error with the compiler's words
 */
export function packageInto(folder: string): void {
  buildInto(folder);
  compileLibrary(folder);
  for (const name of functionNames()) {
    const target = join(folder, 'lambdas', name);
    mkdirSync(target, { recursive: true });
    writeFileSync(join(target, 'index.js'), bundleFunction(name));
  }
  for (const path of DATA) cpSync(join(ROOT, path), join(folder, path), { recursive: true });
}

function compileLibrary(folder: string): void {
  const host: ts.ParseConfigFileHost = {
    ...ts.sys,
    onUnRecoverableConfigFileDiagnostic: (diagnostic) => {
      throw new Error(ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n'));
    },
  };
  const config = ts.getParsedCommandLineOfConfigFile(
    join(ROOT, 'tsconfig.package.json'),
    { outDir: folder },
    host,
  );
  if (!config) throw new Error('tsconfig.package.json cannot be read');
  const program = ts.createProgram(config.fileNames, config.options);
  const diagnostics = [...ts.getPreEmitDiagnostics(program), ...program.emit().diagnostics];
  if (diagnostics.length > 0) throw new Error(ts.formatDiagnostics(diagnostics, formatHost));
}

const formatHost: ts.FormatDiagnosticsHost = {
  getCanonicalFileName: (name) => name,
  getCurrentDirectory: () => ROOT,
  getNewLine: () => '\n',
};
