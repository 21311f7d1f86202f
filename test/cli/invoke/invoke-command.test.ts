import { invoke, invokeCommand, type InvokeOptions } from '../../../cli/invoke/invoke-command';
import { type EmbeddedEndpoints, startEmbeddedEndpoints } from '../realtime/embedded-endpoint';

let embedded: EmbeddedEndpoints;
let stdout: string;
let stderr: string;

beforeAll(async () => {
  embedded = await startEmbeddedEndpoints();
  const rules = [
    { marker: 'BOOM', action: 'fail', status: 400, message: 'cannot answer this' },
    { marker: 'BUSY', action: 'platform', error: 'ThrottlingException', times: 1 },
  ];
  await embedded.create('echo', { rules });
  await embedded.create('tgi', { image: 'embedded/echo-tgi:1', contract: 'tgi-2.x' });
});
afterAll(async () => embedded.close());

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
  process.exitCode = undefined;
});

const run = (options: Partial<InvokeOptions>) =>
  invoke({ endpoint: 'echo', format: 'json', parameters: {}, ...options }, embedded.clients);

test('a text is answered', async () => {
  await run({ text: 'Sum up: a short text' });
  expect(JSON.parse(stdout)).toMatchObject({
    results: [{ index: 0, generated_texts: ['a short text'] }],
    counts: { requested: 1, answered: 1, failed: 0 },
    requests: 1,
  });
  expect(stderr).toMatch(/^1 of 1 texts answered by 1 request in \d+\.\d s\n$/);
  expect(process.exitCode).toBeUndefined();
});

test('hyperparameters reach the model', async () => {
  await run({ text: 'twice', parameters: { num_return_sequences: 2, do_sample: true } });
  expect(JSON.parse(stdout)).toMatchObject({ results: [{ generated_texts: ['twice', 'twice'] }] });
});

test('a text that fails is told on stderr and by the exit status; the others are answered', async () => {
  const parameters = { text_inputs: ['one', 'BOOM', 'three'] };
  await run({ text: '', parameters });
  expect(JSON.parse(stdout)).toMatchObject({
    results: [
      { index: 0, generated_texts: ['one'] },
      { index: 1, error: { name: 'ContainerFailed' } },
      { index: 2, generated_texts: ['three'] },
    ],
  });
  expect(stderr).toMatch(/^text_inputs\[1\]: ContainerFailed: .*cannot answer this/);
  expect(process.exitCode).toBe(1);
});

test('a throttled request is asked again', async () => {
  await run({ text: 'BUSY' });
  expect(JSON.parse(stdout)).toMatchObject({ counts: { answered: 1 }, requests: 2 });
});

test('an endpoint of TGI is spoken to by its contract', async () => {
  await run({ endpoint: 'tgi', text: 'Sum up: a short text', parameters: { max_length: 20 } });
  expect(JSON.parse(stdout)).toMatchObject({ results: [{ generated_texts: ['a short text'] }] });
});

test('the table has text beside answer', async () => {
  await run({ text: 'Sum up: words', format: 'table' });
  expect(stdout).toMatch(/│ 0 +│ Sum up: words +│ words +│/);
});

test.each([
  [{ num_beams: 1, num_return_sequences: 2 }, /num_beams must be at least num_return_sequences/],
  [{ max_lenght: 4 }, /unknown field 'max_lenght'.*Did you mean 'max_length'/],
  [{ text_inputs: [] }, /text_inputs is empty/],
])('%j is refused with the field, before any request', async (parameters, message) => {
  const send = jest.spyOn(embedded.clients.runtime, 'send');
  await expect(run({ text: 'one', parameters })).rejects.toThrow(message);
  expect(send).not.toHaveBeenCalled();
  expect(stdout).toBe('');
});

test('an endpoint must be named, unless it is a local one', async () => {
  const options = { text: 'one', parameters: {}, format: 'json', local: false } as const;
  await expect(invokeCommand(options)).rejects.toThrow('no endpoint: give --endpoint, or --local');
});
