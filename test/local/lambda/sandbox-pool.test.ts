import { type Sandbox } from '../../../local/lambda/sandbox';
import { type PooledSandbox, createSandboxPool } from '../../../local/lambda/sandbox-pool';

interface Fake extends PooledSandbox {
  readonly id: number;
  dead: boolean;
}

function fakes() {
  const started: Fake[] = [];
  const start = (): Fake => {
    const fake: Fake = {
      id: started.length,
      dead: false,
      logStream: '',
      sandbox: {
        alive: () => !fake.dead,
        terminate: async () => {
          fake.dead = true;
        },
      } as Sandbox,
    };
    started.push(fake);
    return fake;
  };
  return { started, start };
}

test('an idle sandbox is used before a new one is started', async () => {
  const { start, started } = fakes();
  const pool = createSandboxPool(start, 2);
  const first = await pool.acquire();
  pool.release(first);
  expect(await pool.acquire()).toBe(first);
  expect(started).toHaveLength(1);
});

test('at the limit the next one waits for a release', async () => {
  const { start, started } = fakes();
  const pool = createSandboxPool(start, 1);
  const first = await pool.acquire();
  const waiting = pool.acquire();
  pool.release(first);
  expect(await waiting).toBe(first);
  expect(started).toHaveLength(1);
});

test('a dead sandbox is replaced for the one that waits', async () => {
  const { start } = fakes();
  const pool = createSandboxPool(start, 1);
  const first = await pool.acquire();
  const waiting = pool.acquire();
  first.dead = true;
  pool.release(first);
  expect((await waiting).id).toBe(1);
});

test('a sandbox that dies while idle is not handed out', async () => {
  const { start } = fakes();
  const pool = createSandboxPool(start, 1);
  const first = await pool.acquire();
  pool.release(first);
  first.dead = true;
  expect((await pool.acquire()).id).toBe(1);
});

test('draining ends idle sandboxes now, busy ones at their release', async () => {
  const { start } = fakes();
  const pool = createSandboxPool(start, 2);
  const [busy, idle] = [await pool.acquire(), await pool.acquire()];
  pool.release(idle);
  await pool.drain();
  expect([idle.dead, busy.dead]).toEqual([true, false]);
  pool.release(busy);
  expect(busy.dead).toBe(true);
});

test('closing ends all', async () => {
  const { start, started } = fakes();
  const pool = createSandboxPool(start, 2);
  pool.release(await pool.acquire());
  await pool.acquire();
  await pool.close();
  expect(started.every(({ dead }) => dead)).toBe(true);
});

test('closing refuses those that wait and those that come later, and starts nothing', async () => {
  const { start, started } = fakes();
  const pool = createSandboxPool(start, 1);
  const busy = await pool.acquire();
  const refused = expect(pool.acquire()).rejects.toThrow('closing');
  await pool.close();
  await refused;
  pool.release(busy);
  await expect(pool.acquire()).rejects.toThrow('closing');
  expect(started).toHaveLength(1);
});
