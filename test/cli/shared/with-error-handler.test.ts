import { CloudFormationClient, ListStacksCommand } from '@aws-sdk/client-cloudformation';
import { CliError } from '../../../cli/shared/cli-error';
import { withErrorHandler } from '../../../cli/shared/with-error-handler';

/** What a failing action leaves on stderr; the exit status is put back. */
async function reported(error: unknown): Promise<string> {
  let text = '';
  const write = jest.spyOn(process.stderr, 'write').mockImplementation((words) => {
    text += String(words);
    return true;
  });
  const before = process.exitCode;
  try {
    await withErrorHandler(() => Promise.reject(error as Error))();
    expect(process.exitCode).toBe(1);
  } finally {
    process.exitCode = before;
    write.mockRestore();
  }
  return text;
}

/** The error that an SDK client throws with these settings, before any request. */
async function clientError(
  config: ConstructorParameters<typeof CloudFormationClient>[0],
): Promise<unknown> {
  const client = new CloudFormationClient(config ?? {});
  return client.send(new ListStacksCommand({})).catch((error: unknown) => error);
}

describe('withErrorHandler', () => {
  it('prints the message of an error that explains itself, without a stack', async () => {
    expect(await reported(new CliError('the file is empty'))).toBe('Error: the file is empty\n');
  });

  it("prints an AWS error's name and message", async () => {
    const error = Object.assign(new Error('not for you'), { name: 'AccessDenied', $metadata: {} });
    expect(await reported(error)).toBe('Error: AccessDenied: not for you\n');
  });

  it('prints a failed connection once', async () => {
    const error = Object.assign(new Error('getaddrinfo ENOTFOUND s3'), { $metadata: {} });
    expect(await reported(error)).toBe('Error: getaddrinfo ENOTFOUND s3\n');
  });

  it('says what to set when there is no region', async () => {
    const region = () => Promise.reject(new Error('Region is missing'));
    expect(await reported(await clientError({ region }))).toMatch(/^Error: .*set AWS_REGION.*\n$/);
  });

  it('says what to set when there are no credentials', async () => {
    const error = Object.assign(new Error('Could not load credentials from any providers'), {
      name: 'CredentialsProviderError',
    });
    expect(await reported(error)).toMatch(/^Error: .*from any providers.*set AWS_PROFILE.*\n$/);
  });

  it('prints the stack of a fault of this program', async () => {
    expect(await reported(new TypeError('x is undefined'))).toMatch(/x is undefined\n +at /);
  });
});
