import fc from 'fast-check';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileNameOf, keepName, nameOf } from '../../../local/logs/file-names';

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'file-names-'));
});
afterAll(() => {
  rmSync(directory, { recursive: true });
});

const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 512 });

test('a short name stays readable', () => {
  expect(fileNameOf('states/Machine/2026-01-31/run [1]')).toBe(
    'states%2FMachine%2F2026-01-31%2Frun%20%5B1%5D',
  );
});

test('a file name is of one path segment and leaves room for an extension', () => {
  fc.assert(
    fc.property(name, (text) => {
      const file = fileNameOf(text);
      expect(file).not.toMatch(/^\.|[/\\\0]/);
      expect(Buffer.byteLength(file)).toBeLessThanOrEqual(200);
    }),
  );
});

test.each(['.', '..'])('%p is no way out of the directory', (dots) => {
  expect(nameOf(directory, fileNameOf(dots))).toBe(dots);
  expect(fileNameOf(dots)).not.toBe(dots);
});

test('every name that is kept is found again', () => {
  fc.assert(
    fc.property(name, (text) => {
      keepName(directory, text);
      expect(nameOf(directory, fileNameOf(text))).toBe(text);
    }),
  );
});

test('only a hash needs its name beside it', () => {
  const files = readdirSync(directory).length;
  keepName(directory, 'short');
  expect(readdirSync(directory)).toHaveLength(files);
});

test('a name that looks like a hash is none', () => {
  const hash = fileNameOf('é'.repeat(60));
  expect(hash).toMatch(/^@[0-9a-f]{64}$/);
  expect(fileNameOf(hash)).not.toBe(hash);
});
