import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { createSessionFolder } from '../../../cli/local/session-folder';

let parent: string;
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 't2t-sessions-'));
});
afterEach(() => rm(parent, { recursive: true }));

/** Id of a process that has ended. */
async function deadProcess(): Promise<number> {
  const child = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
  await once(child, 'exit');
  return child.pid ?? 0;
}

test('removes what killed processes left, and nothing else', async () => {
  const left = `aws-${await deadProcess()}-abc`;
  const alive = `aws-${process.ppid}-abc`;
  for (const name of [left, alive, 'runs', 'models']) {
    await mkdir(join(parent, name, 'data'), { recursive: true });
  }
  const own = basename(await createSessionFolder(parent));
  expect((await readdir(parent)).toSorted()).toEqual([alive, own, 'models', 'runs'].toSorted());
});

test('two sessions of one process have folders of their own', async () => {
  const first = await createSessionFolder(parent);
  const second = await createSessionFolder(parent);
  expect(first).not.toBe(second);
  expect(await readdir(parent)).toHaveLength(2);
});
