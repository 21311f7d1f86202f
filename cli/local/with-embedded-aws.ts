import { rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { startEmbeddedAws, type EmbeddedAws } from '../../local/embedded-aws';
import { clientConfig } from '../../local/gateway/client-config';
import { createClients, type Clients } from '../aws/clients';
import { deploymentOf, type Deployment } from '../aws/deployment';
import { DEFAULT_STACK_PREFIX } from '../aws/stack-prefix';
import { CliError } from '../shared/cli-error';
import { DATA_DIR, requireCheckout } from './folders';
import { createSessionFolder } from './session-folder';
import { synthesize } from './synthesize';

export interface EmbeddedSession {
  readonly aws: EmbeddedAws;
  readonly clients: Clients;
  readonly deployment: Deployment;
  /** Keeps all running until Ctrl-C, which then lets the work go on to its end instead of cutting it off. */
  readonly untilInterrupted: () => Promise<void>;
}

const STACK_NAME = `${DEFAULT_STACK_PREFIX}-Pipeline`;

/**
 * Starts the embedded AWS in this process, deploys the application of `config/local.json` into it,
 * and ends it when the work is done, fails or is interrupted. Nothing of it stays on the disk: what
 * is worth keeping is downloaded by the work. Several may run at once.
 */
export async function withEmbeddedAws(
  work: (session: EmbeddedSession) => Promise<void>,
): Promise<void> {
  const checkout = requireCheckout();
  const folder = await createSessionFolder(DATA_DIR);
  const interrupted = (): void => {
    // The children end with this process; only the folder would stay. Without a pause between the
    // two calls nothing can write into it again.
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    process.exit(130);
  };
  const forgetInterrupted = (): void => {
    process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
  };
  const untilInterrupted = (): Promise<void> => {
    forgetInterrupted();
    return new Promise((resolve) => {
      process.once('SIGINT', resolve).once('SIGTERM', resolve);
    });
  };
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
  try {
    process.stderr.write('Synthesizing the application of config/local.json\n');
    const assembly = join(folder, 'cdk.out');
    await synthesize(checkout, 'local', assembly);
    await deployAndWork(folder, assembly, (session) => work({ ...session, untilInterrupted }));
  } finally {
    forgetInterrupted();
    await rm(folder, { recursive: true, force: true });
  }
}

async function deployAndWork(
  folder: string,
  assembly: string,
  work: (session: Omit<EmbeddedSession, 'untilInterrupted'>) => Promise<void>,
): Promise<void> {
  const aws = await startEmbeddedAws({ dataDir: join(folder, 'data') });
  const clients = createClients(clientConfig(aws.endpoint, aws.region));
  try {
    process.stderr.write(`Deploying it into the embedded AWS at ${aws.endpoint}\n`);
    const outputs = (await aws.deployAssembly(assembly))[STACK_NAME];
    if (!outputs) throw new CliError(`config/local.json deploys no stack '${STACK_NAME}'`);
    await work({ aws, clients, deployment: deploymentOf(STACK_NAME, outputs) });
  } finally {
    clients.cloudFormation.destroy();
    clients.s3.destroy();
    clients.stepFunctions.destroy();
    await aws.close();
  }
}
