import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bench, type BenchOptions } from '../../../cli/bench-endpoint/bench-command';
import { type EmbeddedEndpoints, startEmbeddedEndpoints } from '../realtime/embedded-endpoint';

let embedded: EmbeddedEndpoints;
let folder: string;
let stdout: string;
let stderr: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 't2t-bench-'));
  await writeFile(join(folder, 'texts.txt'), 'one\ntwo\nthree\n');
  embedded = await startEmbeddedEndpoints();
  await embedded.create('echo', { rules: [{ marker: 'BOOM', action: 'fail' }] });
  await embedded.create('tgi', { image: 'embedded/echo-tgi:1', contract: 'tgi-2.x' });
});
afterAll(async () => {
  await embedded.close();
  await rm(folder, { recursive: true, force: true });
});

beforeEach(() => {
  stdout = '';
  stderr = '';
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    stdout += String(text);
    return true;
  });
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
    stderr += String(text);
    return true;
  });
});
afterEach(() => {
  jest.restoreAllMocks();
});

const run = (options: Partial<BenchOptions>) =>
  bench(
    {
      endpoint: 'echo',
      input: join(folder, 'texts.txt'),
      parameters: {},
      batchSizes: [1, 4],
      concurrency: [1, 2],
      // The requests end the sweep, not the time.
      maxSeconds: 3600,
      maxRequests: 48,
      local: false,
      ...options,
    },
    embedded.clients,
  );

test('all settings are measured, priced, recommended and written', async () => {
  const output = join(folder, 'out', 'bench');
  await run({ output, targetP95: 600_000 });
  const report: unknown = JSON.parse(await readFile(join(output, 'bench.json'), 'utf8'));
  const setting = (concurrency: number, batchSize: number) => ({
    concurrency,
    batchSize,
    failures: {},
    usdPer1000Records: expect.any(Number) as number,
  });
  expect(report).toMatchObject({
    endpoint: {
      name: 'echo',
      contract: 'text2text-1.x',
      instances: [{ instanceType: 'ml.g5.2xlarge', instanceCount: 1 }],
      region: 'us-east-1',
    },
    texts: 3,
    targetP95: 600_000,
    figures: [setting(1, 1), setting(1, 4), setting(2, 1), setting(2, 4)],
    recommendation: { setting: { requests: expect.any(Number) as number } },
  });
  expect(await readFile(join(output, 'bench.svg'), 'utf8')).toContain('Endpoint echo');
  expect(stdout).toContain('USD/1,000 records');
  expect(stdout).toContain('Most records a second with p95 of at most 600000 ms: batch size');
  expect(stderr).toContain('4/4 concurrency 2, batch size 4: ');
});

test('no price of an embedded AWS', async () => {
  await run({ local: true });
  expect(stdout).not.toContain('USD');
});

test('a container that fails is in the figures, and the command ends well', async () => {
  await writeFile(join(folder, 'bad.txt'), 'BOOM\n');
  await run({ input: join(folder, 'bad.txt'), batchSizes: [1], concurrency: [1] });
  expect(stdout).toMatch(/\d+ ContainerFailed/);
  expect(stdout).toContain('No setting: none was answered without failed requests.');
});

test('TGI takes one text a request: greater batches are left out, or refused when nothing is left', async () => {
  await run({ endpoint: 'tgi' });
  expect(stderr).toContain(
    'tgi-2.x takes at most 1 texts a request: greater batch sizes are left out',
  );
  await expect(run({ endpoint: 'tgi', batchSizes: [4] })).rejects.toThrow('valid: --batch-sizes 1');
});

test('a batch_size of the parameters does not change what is measured', async () => {
  await run({ parameters: { batch_size: 3 } });
  expect(stderr).toContain('batch_size is what is measured: the given one is left out');
});

test('a wrong hyperparameter is refused before anything is asked', async () => {
  const send = jest.spyOn(embedded.clients.runtime, 'send');
  await expect(run({ parameters: { top_p: 2 } })).rejects.toThrow('top_p must be in range [0,1]');
  expect(send).not.toHaveBeenCalled();
});

test('an endpoint that does not exist', async () => {
  await expect(run({ endpoint: 'nobody' })).rejects.toThrow("there is no endpoint 'nobody'");
});
