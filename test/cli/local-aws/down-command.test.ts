import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { down } from '../../../cli/local-aws/down-command';
import { isAlive } from '../../../local/process-alive';

let data: string;
beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 't2t-down-'));
});
afterEach(() => rm(data, { recursive: true }));

test('a process that has only the number of one is left alone', async () => {
  const stranger = spawn(process.execPath, ['-e', 'setInterval(() => 0, 1000)']);
  try {
    await writeFile(join(data, 'embedded-aws.pid'), `${stranger.pid}\n`);
    await expect(down(data)).rejects.toThrow(
      `process ${stranger.pid} holds ${data} and does not answer as its embedded AWS`,
    );
    expect(isAlive(stranger.pid ?? 0)).toBe(true);
  } finally {
    stranger.kill('SIGKILL');
    await once(stranger, 'close');
  }
});

test('where none runs, it says so', async () => {
  await expect(down(data)).rejects.toThrow(`no embedded AWS runs with the data in ${data}`);
});
