import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { BUNDLE_OPTIONS, bundleFunction } from '../lib/constructs/bundle-function';

export interface BundleFigures {
  readonly name: string;
  readonly kilobytes: number;
  /** Median milliseconds to load the bundle in a process of its own. */
  readonly importMilliseconds: number;
  /** Against a bundle with the same SDK clients and nothing else. */
  readonly timesClientsOnly: number;
}

const LAMBDAS = join(__dirname, '..', 'lambdas');
const REPEATS = 9;

/** Size and load time of each deployed bundle; loading is most of a cold start. */
export function measureBundles(): BundleFigures[] {
  const folder = mkdtempSync(join(tmpdir(), 'bench-bundles-'));
  try {
    return readdirSync(LAMBDAS)
      .filter((name) => name !== 'shared')
      .map((name) => measure(name, folder));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function measure(name: string, folder: string): BundleFigures {
  const bundle = bundleFunction(name);
  const own = join(folder, `${name}.js`);
  const clients = join(folder, `${name}-clients.js`);
  writeFileSync(own, bundle);
  bundleClients(name, clients);
  // In turns, so that both meet the same machine.
  const times = Array.from({ length: REPEATS }, () => [importTime(own), importTime(clients)]);
  const ownTime = median(times.map(([time = 0]) => time));
  return {
    name,
    kilobytes: bundle.length / 1000,
    importMilliseconds: ownTime,
    timesClientsOnly: ownTime / median(times.map(([, time = 0]) => time)),
  };
}

/** A bundle of the SDK imports of a function's own files and those it shares: constructed, not sent. */
function bundleClients(name: string, outfile: string): void {
  const own = readdirSync(join(LAMBDAS, name)).map((file) => join(LAMBDAS, name, file));
  const shared = readdirSync(join(LAMBDAS, 'shared')).map((file) => join(LAMBDAS, 'shared', file));
  const text = [...own, ...shared].map((file) => readFileSync(file, 'utf8')).join('\n');
  const index = readFileSync(join(LAMBDAS, name, 'index.ts'), 'utf8');
  const clients = [...new Set(index.match(/@aws-sdk\/client-[a-z0-9-]+/g))];
  const source = clients.map((client, position) => {
    const imports = [
      ...text.matchAll(new RegExp(`import \\{([^}]*)\\} from '${client}'`, 'g')),
    ].flatMap(([, names = '']) => names.split(','));
    const values = new Set(
      imports.map((each) => each.trim()).filter((each) => /^[A-Z]\w*(Client|Command)$/.test(each)),
    );
    return `import { ${[...values].map((value) => `${value} as ${value}${position}`).join(', ')} } from '${client}';
      globalThis.kept${position} = [${[...values].map((value) => `${value}${position}`).join(', ')}];
      new ${[...values].find((value) => value.endsWith('Client')) ?? 'Object'}${position}({ region: 'us-east-1' });`;
  });
  buildSync({
    stdin: { contents: source.join('\n'), resolveDir: LAMBDAS },
    outfile,
    ...BUNDLE_OPTIONS,
  });
}

/** Milliseconds of `require` in a fresh process, as the process itself sees it. */
function importTime(file: string): number {
  const script = `const start = performance.now(); require(${JSON.stringify(file)}); console.log(performance.now() - start);`;
  const output = execFileSync(process.execPath, ['-e', script], {
    env: {
      DATA_BUCKET: 'bench',
      AWS_REGION: 'us-east-1',
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    },
  });
  return Number(output.toString());
}

function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[values.length >> 1] ?? NaN;
}
