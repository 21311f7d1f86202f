import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RunningServer } from '../running-server';
import { answerRecords, MODEL_FOLDER, records } from './debian-records';

test('the runtime of the model keeps no device id, cache or log of telemetry', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'no-telemetry-'));
  try {
    const server = await RunningServer.startLoaded('t5', {
      SM_MODEL_DIR: MODEL_FOLDER,
      HOME: folder,
      XDG_CACHE_HOME: folder,
      TMPDIR: folder,
    });
    expect((await answerRecords(server, records.slice(0, 1), {})).size).toBe(1);
    await server.stop();
    expect(await readdir(folder)).toEqual([]);
  } finally {
    await rm(folder, { recursive: true });
  }
});
