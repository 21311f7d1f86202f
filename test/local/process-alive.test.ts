import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { isAlive } from '../../local/process-alive';

test('tells a living process from one that has ended', async () => {
  expect(isAlive(process.pid)).toBe(true);
  const child = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
  await once(child, 'exit');
  expect(isAlive(child.pid ?? 0)).toBe(false);
});

test.each([0, -1, Number.NaN])('%p is no process', (id) => {
  expect(isAlive(id)).toBe(false);
});
