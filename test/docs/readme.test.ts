import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import * as errors from '../../domain/run/errors';
import { runRequestSchema } from '../../domain/run/request';
import { scripts } from '../../package.json';

const ROOT = join(__dirname, '..', '..');

interface Page {
  readonly file: string;
  readonly text: string;
}

const pages: readonly Page[] = [
  'README.md',
  'CONTRIBUTING.md',
  'examples/executions/README.md',
  'examples/debian-packages/README.md',
  ...readdirSync(join(ROOT, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
].map((file) => ({ file, text: readFileSync(join(ROOT, file), 'utf8') }));

/** The first group of every match in every page, with the page that it stands in. */
function mentions(pattern: RegExp): { file: string; found: string }[] {
  return pages.flatMap(({ file, text }) =>
    [...text.matchAll(pattern)].map(([, found = '']) => ({ file, found })),
  );
}

/** Subcommands by the files that register them: `cli/demo/register-demo-command.ts`. */
function commandsOfT2t(): Set<string> {
  const program = readFileSync(join(ROOT, 'bin', 't2t.ts'), 'utf8');
  return new Set(
    [...program.matchAll(/\/register-([a-z-]+)-command'/g)].map(([, name = '']) => name),
  );
}

describe('what the documentation promises', () => {
  it('every npm script that is named exists', () => {
    const named = mentions(/npm run (?:-s )?([a-z0-9:]+)/g);
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter(({ found }) => !Object.hasOwn(scripts, found))).toStrictEqual([]);
  });

  it('every command of t2t that is named exists, and every one is named in the README', () => {
    const commands = commandsOfT2t();
    const named = mentions(/(?:\bt2t --|`t2t) ([a-z][a-z-]*)/g);
    expect(named.filter(({ found }) => !commands.has(found))).toStrictEqual([]);
    const inReadme = named.filter(({ file }) => file === 'README.md').map(({ found }) => found);
    const demo = 'demo'; // has an npm script of its own
    expect([...new Set([...inReadme, demo])].toSorted()).toStrictEqual([...commands].toSorted());
  });

  it('every link to a file leads somewhere', () => {
    const links = mentions(/\]\(([^)\s]+)\)|src="[^"]+"/g)
      .filter(({ found }) => found !== '' && !/^(https?:|#)/.test(found))
      .map(({ file, found }) => ({ file, found: found.split('#')[0] ?? '' }));
    expect(links.length).toBeGreaterThan(20);
    expect(
      links.filter(({ file, found }) => !existsSync(join(ROOT, dirname(file), found))),
    ).toStrictEqual([]);
  });

  it('every picture is there', () => {
    const pictures = mentions(/src="([^"]+)"/g);
    expect(pictures.length).toBeGreaterThan(0);
    expect(
      pictures.filter(({ file, found }) => !existsSync(join(ROOT, dirname(file), found))),
    ).toStrictEqual([]);
  });

  it('every link to a heading finds it', () => {
    const broken = mentions(/\]\(([^)\s]*#[^)\s]+)\)/g).filter(({ file, found }) => {
      const [target = '', anchor = ''] = found.split('#');
      if (/^https?:/.test(found)) return false;
      const page = target === '' ? file : relative(ROOT, join(ROOT, dirname(file), target));
      const text = readFileSync(join(ROOT, page), 'utf8');
      const headings = [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => heading);
      return !headings.some((heading) => anchorOf(heading) === anchor);
    });
    expect(broken).toStrictEqual([]);
  });

  it('every path of the repository that is named exists', () => {
    const folders =
      'bench|bin|cli|config|docs|domain|examples|lambdas|lib|local|models|scripts|test';
    const paths = mentions(new RegExp('[`@ ]((?:' + folders + ')/[\\w./-]*)(?=[`\\s])', 'g'));
    expect(paths.length).toBeGreaterThan(20);
    expect(paths.filter(({ found }) => !existsSync(join(ROOT, found)))).toStrictEqual([]);
  });
});

describe("the README's table of errors", () => {
  const [readme] = pages;
  const section = readme?.text.split('## When something fails')[1]?.split('\n## ')[0] ?? '';
  const inTable = [...section.matchAll(/^\| `(\w+)` +\|/gm)].map(([, name = '']) => name);

  it('names each error of a run once, and no other', () => {
    const classes = Object.keys(errors).filter((name) => name !== 'RunError');
    expect(inTable.toSorted()).toStrictEqual(classes.toSorted());
  });
});

describe('execution inputs in the documentation', () => {
  const blocks = mentions(/```json execution-input\n([\s\S]*?)\n\s*```/g);

  it('are marked as such', () => {
    expect(blocks.length).toBeGreaterThanOrEqual(4);
  });

  it.each(blocks)('$file: $found', ({ found }) => {
    expect(runRequestSchema.safeParse(JSON.parse(found)).error).toBeUndefined();
  });

  const cases = mentions(/--input '(\{[^']*\})'/g);

  it.each(cases)('$file, on a command line: $found', ({ found }) => {
    expect(runRequestSchema.safeParse(JSON.parse(found)).error).toBeUndefined();
  });
});

/** As GitHub makes it: lower case, blanks to hyphens, punctuation dropped. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\w -]/g, '')
    .replaceAll(' ', '-');
}
