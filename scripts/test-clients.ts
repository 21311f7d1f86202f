import { installDebianClients } from './clients/debian-clients';
import { findChecks } from './clients/find-checks';
import { runChecks } from './clients/run-checks';
import { endAllChildren } from '../test/clients/support/children';

// `npm run test:clients`: other people's clients, as Debian and npm ship them, against the embedded
// AWS. With words (`-- s3 cdk`) only the checks whose name holds one of them.
// The servers that checks start inherit it.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

async function main(words: readonly string[]): Promise<number> {
  try {
    installDebianClients();
    const checks = await findChecks(words);
    const failed = await runChecks(checks, (line) => process.stdout.write(`${line}\n`));
    return failed === 0 ? 0 : 1;
  } catch (error) {
    process.stderr.write(`Error: ${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  } finally {
    await endAllChildren();
  }
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    void endAllChildren().finally(() => process.exit(130));
  });
}
// Open sockets of a client that failed must not keep the command from its end.
void main(process.argv.slice(2)).then((code) => process.exit(code));
