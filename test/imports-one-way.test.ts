import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const ROOT = join(__dirname, '..');

/** DESIGN.md, section 1: what a folder may import besides itself and packages. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  bin: ['lib', 'cli'],
  lib: ['domain'],
  lambdas: ['domain'],
  cli: ['domain', 'local'],
  scripts: ['domain', 'lib', 'local', 'test/clients'],
  domain: [],
  local: ['domain/python-literal'],
};

interface Import {
  /** Relative to the root: `domain/run/plan.ts`. */
  readonly file: string;
  /** A package's name, or a path relative to the root. */
  readonly target: string;
}

function sourcesOf(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(folder, file));
}

function importsOf(file: string): Import[] {
  const source = readFileSync(join(ROOT, file), 'utf8');
  const specifiers = source.matchAll(
    /(?:\bfrom|\bimport|\brequire\(|\bimport\()\s*['"]([^'"]+)['"]/g,
  );
  return [...specifiers].map(([, specifier = '']) => ({
    file,
    target: specifier.startsWith('.')
      ? relative(ROOT, join(ROOT, dirname(file), specifier))
      : specifier,
  }));
}

const isOurs = (target: string): boolean =>
  /^(bin|lib|lambdas|cli|domain|local|scripts|test)\//.test(target);
const isUnder = (target: string, folder: string): boolean => `${target}/`.startsWith(`${folder}/`);
const shown = ({ file, target }: Import): string => `${file} imports ${target}`;

describe('imports point one way', () => {
  it.each(Object.entries(MAY_IMPORT))('%s imports itself and %j', (folder, allowed) => {
    const wrong = sourcesOf(folder)
      .flatMap(importsOf)
      .filter(({ target }) => isOurs(target))
      .filter(({ target }) => ![folder, ...allowed].some((other) => isUnder(target, other)));
    expect(wrong.map(shown)).toStrictEqual([]);
  });

  it('domain/rouge imports nothing outside its folder, so that it could be published alone', () => {
    const wrong = sourcesOf('domain/rouge')
      .flatMap(importsOf)
      .filter(({ target }) => !isUnder(target, 'domain/rouge') && !target.startsWith('node:'));
    expect(wrong.map(shown)).toStrictEqual([]);
  });

  it('domain is pure: no AWS SDK, no CDK', () => {
    const wrong = sourcesOf('domain')
      .flatMap(importsOf)
      .filter(({ target }) => /^(@aws|@smithy|aws-cdk|constructs)/.test(target));
    expect(wrong.map(shown)).toStrictEqual([]);
  });

  it('functions import no CDK', () => {
    const wrong = sourcesOf('lambdas')
      .flatMap(importsOf)
      .filter(({ target }) => /^(aws-cdk|constructs)/.test(target));
    expect(wrong.map(shown)).toStrictEqual([]);
  });

  it('what runs is what deploys: no function or domain code knows an endpoint or the local runtime', () => {
    const wrong = ['lambdas', 'domain']
      .flatMap(sourcesOf)
      .filter((file) =>
        /AWS_ENDPOINT|\bendpoint\s*:\s*(['"`]|async\b|\(|process\b|\w*(url|uri)\b)|localhost|127\.0\.0\.1|embedded AWS|https?:\/\/[a-z0-9.-]*amazonaws/i.test(
          readFileSync(join(ROOT, file), 'utf8'),
        ),
      );
    expect(wrong).toStrictEqual([]);
  });

  it('sees imports at all', () => {
    expect(sourcesOf('lib').flatMap(importsOf).length).toBeGreaterThan(20);
    expect(importsOf('lib/models/model-facts.ts').map(({ target }) => target)).toContain(
      'domain/jumpstart/resolve-model',
    );
  });
});
