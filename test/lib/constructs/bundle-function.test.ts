import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import * as bundling from '../../../lib/constructs/bundle-function';
import { ROOT } from '../support/synthesize';

const { BUNDLE_OPTIONS, bundleFunction, functionFolder } = bundling;

const FUNCTIONS = readdirSync(join(ROOT, 'lambdas')).filter((name) =>
  existsSync(join(ROOT, 'lambdas', name, 'index.ts')),
);

describe('bundleFunction', () => {
  it.each(FUNCTIONS)('makes of %s one CommonJS file of at most 700 KB', (name) => {
    const bundle = Buffer.from(bundleFunction(name));
    expect(bundle.length).toBeLessThanOrEqual(700_000);
    expect(bundle.toString('utf8')).toMatch(/module\.exports=/);
  });

  it('names no path of this machine, so that it has the same bytes everywhere', () => {
    for (const name of FUNCTIONS) {
      expect(Buffer.from(bundleFunction(name)).includes(ROOT)).toBe(false);
    }
  });

  it('gives the same bytes when built again', () => {
    const [name = ''] = FUNCTIONS;
    let again: Uint8Array | undefined;
    jest.isolateModules(() => {
      const fresh = jest.requireActual<typeof bundling>('../../../lib/constructs/bundle-function');
      again = fresh.bundleFunction(name);
    });
    expect(again).not.toBe(bundleFunction(name));
    expect(Buffer.from(again ?? [])).toStrictEqual(Buffer.from(bundleFunction(name)));
  });

  it('gives the bytes of a function built alone: another function changes none', () => {
    const [name = ''] = FUNCTIONS;
    const { outputFiles } = buildSync({
      entryPoints: [join(functionFolder(name), 'index.ts')],
      absWorkingDir: join(ROOT, 'lambdas'),
      ...BUNDLE_OPTIONS,
      write: false,
    });
    const alone = Buffer.from(outputFiles[0]?.contents ?? []);
    expect(alone.equals(bundleFunction(name))).toBe(true);
  });

  it('lists the functions when there is none of that name', () => {
    expect(() => bundleFunction('plan')).toThrow(
      /There is no function 'plan'\. Valid: .*check-transform, .*plan-run/,
    );
    expect(() => bundleFunction('shared')).toThrow("There is no function 'shared'");
  });

  it('reads a function from lambdas/<name>', () => {
    expect(functionFolder('plan-run')).toBe(join(ROOT, 'lambdas', 'plan-run'));
  });
});
