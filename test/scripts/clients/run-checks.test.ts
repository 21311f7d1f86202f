import { runChecks, type Check } from '../../../scripts/clients/run-checks';

const passing: Check = { name: 's3 by boto3', run: async () => undefined };
const failing: Check = {
  name: 'cdk cli',
  run: () => Promise.reject(new Error('the stack is not there')),
};

async function ran(checks: Check[]) {
  const lines: string[] = [];
  let milliseconds = 0;
  // Each look at the clock is a second after the last one.
  const failed = await runChecks(
    checks,
    (line) => lines.push(line),
    () => (milliseconds += 1000),
  );
  return { failed, lines };
}

test('each check has a line with its seconds, and the sum stands last', async () => {
  expect(await ran([passing])).toEqual({
    failed: 0,
    lines: ['ok         1.0 s  s3 by boto3', 'clients: 1 passed, 0 failed, 3.0 s'],
  });
});

test('a failure says why, and keeps no other check from running', async () => {
  const { failed, lines } = await ran([failing, passing, passing]);
  expect(failed).toBe(1);
  expect(lines.filter((line) => line.startsWith('ok'))).toHaveLength(2);
  const at = lines.findIndex((line) => line.startsWith('FAILED'));
  expect(lines[at]).toMatch(/^FAILED {3,}\d\.0 s {2}cdk cli$/);
  expect(lines[at + 1]).toMatch(/^ {8}Error: the stack is not there\n {8} +at /);
  expect(lines.at(-1)).toMatch(/^clients: 2 passed, 1 failed, \d+\.0 s$/);
});

test('two run at a time, and the next one as soon as one of them ends', async () => {
  const running = new Set<string>();
  const seen: string[] = [];
  const ends = new Map<string, () => void>();
  const check = (name: string): Check => ({
    name,
    run: async () => {
      running.add(name);
      seen.push([...running].join(' '));
      await new Promise<void>((resolve) => ends.set(name, resolve));
      running.delete(name);
    },
  });
  const done = ran(['a', 'b', 'c'].map(check));
  await Promise.resolve();
  expect(seen).toEqual(['a', 'a b']);
  ends.get('b')?.();
  while (!ends.has('c')) await Promise.resolve();
  expect(seen).toEqual(['a', 'a b', 'a c']);
  ends.get('a')?.();
  ends.get('c')?.();
  expect((await done).failed).toBe(0);
});
