import { findReadyEndpoint } from '../../../cli/realtime/ready-endpoint';
import { CliError } from '../../../cli/shared/cli-error';
import { type EmbeddedEndpoints, startEmbeddedEndpoints } from './embedded-endpoint';

let embedded: EmbeddedEndpoints;

beforeAll(async () => {
  embedded = await startEmbeddedEndpoints();
});
afterAll(async () => embedded.close());

const find = (name: string, told?: 'text2text-1.x' | 'tgi-2.x') =>
  findReadyEndpoint(embedded.clients.sagemaker, name, told);

/** The one line that a person reads. */
async function faultOf(name: string): Promise<string> {
  const error: unknown = await find(name).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(CliError);
  const { message } = error as CliError;
  expect(message).not.toContain('\n');
  return message;
}

test('an endpoint without a tag is spoken to as text2text-1.x', async () => {
  await embedded.create('untagged');
  expect((await find('untagged')).contract.name).toBe('text2text-1.x');
});

test('the tag names the contract, and what the caller says lies over it', async () => {
  await embedded.create('tagged', { contract: 'tgi-2.x' });
  expect((await find('tagged')).contract.name).toBe('tgi-2.x');
  expect((await find('tagged', 'text2text-1.x')).contract.name).toBe('text2text-1.x');
});

test('a tag that names no contract is an error with the valid names', async () => {
  await embedded.create('odd', { contract: 'tgi-9' });
  expect(await faultOf('odd')).toMatch(/is 'tgi-9'; valid: text2text-1\.x, tgi-2\.x/);
});

test('there is no endpoint of the name', async () => {
  expect(await faultOf('nobody')).toContain("there is no endpoint 'nobody'");
});

test('the endpoint is being created', async () => {
  await embedded.create('slow', { loadMilliseconds: 600_000 }, 'Creating');
  expect(await faultOf('slow')).toContain("endpoint 'slow' is being created");
});
