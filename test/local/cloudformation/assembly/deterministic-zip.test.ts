import fc from 'fast-check';
import { unzipSync } from 'fflate';
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { zipDirectory } from '../../../../local/cloudformation/assembly/deterministic-zip';

const segment = fc.stringMatching(/^[a-z]{1,8}$/);
// Folders in capitals, so that no path is both a file and a folder.
const path = fc
  .tuple(
    fc.array(
      segment.map((s) => s.toUpperCase()),
      { maxLength: 2 },
    ),
    segment,
  )
  .map(([folders, name]) => [...folders, name].join('/'));
const tree = fc.dictionary(path, fc.uint8Array({ maxLength: 200 }), { minKeys: 1, maxKeys: 8 });

async function zipped(files: [string, Uint8Array][], time: number): Promise<Uint8Array> {
  const directory = mkdtempSync(join(tmpdir(), 'zip-'));
  for (const [name, content] of files) {
    mkdirSync(dirname(join(directory, name)), { recursive: true });
    writeFileSync(join(directory, name), content);
    utimesSync(join(directory, name), time, time);
  }
  const zip = await zipDirectory(directory);
  rmSync(directory, { recursive: true });
  return zip;
}

test('equal content gives equal bytes, whatever the order and the times of the files', async () => {
  await fc.assert(
    fc.asyncProperty(tree, async (files) => {
      const entries = Object.entries(files);
      const first = await zipped(entries, 1);
      const second = await zipped([...entries].reverse(), 2_000_000_000);
      expect(Buffer.compare(first, second)).toBe(0);
      expect(Object.keys(unzipSync(first)).sort()).toEqual(Object.keys(files).sort());
    }),
    { numRuns: 30 },
  );
});
