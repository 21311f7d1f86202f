import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lockDataDir } from '../../local/data-dir-lock';

let scratch: string;
let dataDir: string;
let file: string;
beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'data-dir-lock-'));
  dataDir = join(scratch, 'new');
  file = join(dataDir, 'embedded-aws.pid');
});
afterEach(() => {
  rmSync(scratch, { recursive: true });
});

/** As another process would leave it. */
function leave(content: string): void {
  lockDataDir(dataDir).release();
  writeFileSync(file, content);
}

test('the lock holds the process id until it is released', () => {
  const lock = lockDataDir(dataDir);
  expect(readFileSync(file, 'utf8')).toBe(`${process.pid}\n`);
  lock.release();
  expect(existsSync(file)).toBe(false);
});

test('this process cannot take a directory twice', () => {
  const lock = lockDataDir(dataDir);
  expect(() => lockDataDir(join(dataDir, '.'))).toThrow(`process ${process.pid} uses`);
  lock.release();
  lockDataDir(dataDir).release();
});

test('the directory of a process that lives is refused, with its id and its name', () => {
  leave(`${process.ppid}\n`);
  expect(() => lockDataDir(dataDir)).toThrow(
    `The embedded AWS of process ${process.ppid} uses the directory ${dataDir}:`,
  );
  expect(readFileSync(file, 'utf8')).toBe(`${process.ppid}\n`);
});

test.each([
  ['a dead process', () => String(spawnSync(process.execPath, ['-e', '']).pid)],
  ['an earlier process of the same id', () => String(process.pid)],
  ['a process that died as it wrote it', () => ''],
])('what %s left is taken over', (_, content) => {
  leave(content());
  const lock = lockDataDir(dataDir);
  expect(readFileSync(file, 'utf8')).toBe(`${process.pid}\n`);
  lock.release();
});

test('a second release leaves the lock of who came after', () => {
  const first = lockDataDir(dataDir);
  first.release();
  const second = lockDataDir(dataDir);
  first.release();
  expect(existsSync(file)).toBe(true);
  second.release();
});
