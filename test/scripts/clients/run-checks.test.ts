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
  const { failed, lines } = await ran([failing, passing]);
  expect(failed).toBe(1);
  expect(lines[0]).toBe('FAILED     1.0 s  cdk cli');
  expect(lines[1]).toMatch(/^ {8}Error: the stack is not there\n {8} +at /);
  expect(lines.slice(2)).toEqual([
    'ok         1.0 s  s3 by boto3',
    'clients: 1 passed, 1 failed, 5.0 s',
  ]);
});
