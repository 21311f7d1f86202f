import { AddTagsCommand } from '@aws-sdk/client-sagemaker';
import { extendedLease, leaseEnd } from '../../domain/realtime/lease';
import { LEASE_UNTIL_TAG } from '../../domain/realtime/names';
import { CliError } from '../shared/cli-error';
import { type OutputFormat } from '../shared/format-option';
import { createEndpointClients, destroyEndpointClients, type EndpointClients } from './clients';
import { deployedSpec } from './deployed-spec';
import { findEndpoint } from './find-endpoint';
import { makeEndpoint } from './make-endpoint';
import { removeEndpoint } from './remove-endpoint';
import { statusReport } from './status-report';
import { statusTable } from './status-table';

export interface EndpointOptions {
  readonly stackPrefix: string;
  readonly format: OutputFormat;
}

export interface LeaseOptions extends EndpointOptions {
  /** @default - those of the config */
  readonly hours?: number;
}

export interface DownOptions {
  readonly stackPrefix: string;
  readonly yes: boolean;
}

/** Asks a person; undefined where nobody can answer. */
export type Confirm = ((question: string) => Promise<boolean>) | undefined;

export interface EndpointSession {
  readonly clients: EndpointClients;
  readonly now: () => Date;
}

/** As much as the config may give: what may be forgotten at most. */
const LONGEST_LEASE_HOURS = 168;

/** Runs a command with clients for AWS as the environment names it. */
export async function withEndpointSession(
  work: (session: EndpointSession) => Promise<void>,
): Promise<void> {
  const clients = createEndpointClients();
  try {
    await work({ clients, now: () => new Date() });
  } finally {
    destroyEndpointClients(clients);
  }
}

/** `t2t endpoint status`: on stdout. */
export async function showStatus(
  { stackPrefix, format }: EndpointOptions,
  { clients, now }: EndpointSession,
): Promise<void> {
  const { cloudFormation, sagemaker } = clients;
  const spec = await deployedSpec(cloudFormation, stackPrefix);
  const found = await findEndpoint(sagemaker, spec.endpointName);
  const region = await sagemaker.config.region();
  const report = statusReport(spec, found, { now: now(), region });
  const text = format === 'json' ? JSON.stringify(report, null, 2) : statusTable(report);
  process.stdout.write(`${text}\n`);
}

/** `t2t endpoint up`: makes the endpoint that the deployment describes, unless it is there. */
export async function up(options: LeaseOptions, session: EndpointSession): Promise<void> {
  const { clients, now } = session;
  const spec = await deployedSpec(clients.cloudFormation, options.stackPrefix);
  const until = options.hours === undefined ? undefined : leaseOf(undefined, options.hours, now());
  await makeEndpoint(spec, clients, until);
  await showStatus(options, session);
}

/** `t2t endpoint extend`: moves the lease's end. */
export async function extend(options: LeaseOptions, session: EndpointSession): Promise<void> {
  const { clients, now } = session;
  const spec = await deployedSpec(clients.cloudFormation, options.stackPrefix);
  const found = await findEndpoint(clients.sagemaker, spec.endpointName);
  if (!found || found.description.EndpointStatus === 'Deleting') {
    throw new CliError(
      `there is no endpoint '${spec.endpointName}' to extend: make it by \`t2t endpoint up\``,
    );
  }
  const until = leaseOf(leaseEnd(found), options.hours ?? spec.leaseHours, now());
  const tag = { Key: LEASE_UNTIL_TAG, Value: until.toISOString() };
  await clients.sagemaker.send(new AddTagsCommand({ ResourceArn: found.arn, Tags: [tag] }));
  await showStatus(options, session);
}

/** `t2t endpoint down`: deletes endpoint and configuration now. @throws CliError where nobody can be asked */
export async function down(
  { stackPrefix, yes }: DownOptions,
  { clients }: EndpointSession,
  confirm: Confirm,
): Promise<void> {
  const spec = await deployedSpec(clients.cloudFormation, stackPrefix);
  if (!yes) {
    if (!confirm) throw new CliError('nobody is here to confirm; add --yes');
    if (!(await confirm(`Delete the endpoint ${spec.endpointName}? [y/N] `))) {
      process.stderr.write('Nothing deleted\n');
      return;
    }
  }
  await removeEndpoint(spec, clients);
}

function leaseOf(from: Date | undefined, hours: number, now: Date): Date {
  const until = extendedLease(from, hours, now);
  if (until.getTime() - now.getTime() <= LONGEST_LEASE_HOURS * 3_600_000) return until;
  throw new CliError(
    `the lease would end at ${until.toISOString()}; valid: at most ${LONGEST_LEASE_HOURS} hours from now`,
  );
}
