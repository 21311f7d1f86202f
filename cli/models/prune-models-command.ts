import { DeleteModelCommand } from '@aws-sdk/client-sagemaker';
import { CliError } from '../shared/cli-error';
import { deploymentModels, type SageMakerModel } from './deployment-models';
import { modelsInUse, modelStackOf } from './models-in-use';
import { createPruneClients, type PruneClients } from './prune-clients';

export interface PruneOptions {
  readonly stackPrefix: string;
  readonly dryRun: boolean;
  readonly yes: boolean;
}

/** Asks a person; undefined where nobody can answer. */
export type Confirm = ((question: string) => Promise<boolean>) | undefined;

/**
 * `t2t models prune`: deletes what replaced models and removed deployments have left. Names go to
 * stdout, one a line, as they are deleted (or would be); everything else is words on stderr.
 *
 * @throws CliError without `--yes` where nobody can be asked
 */
export async function pruneModels(
  { stackPrefix, dryRun, yes }: PruneOptions,
  confirm: Confirm,
  clients: PruneClients = createPruneClients(),
): Promise<void> {
  const models = await deploymentModels(clients.sagemaker, stackPrefix);
  const inUse = await modelsInUse(clients, stackPrefix);
  const reasonToKeep = ({ name, stack }: SageMakerModel): string | undefined =>
    // What another application deploys by the construct, nothing here can look through.
    stack === undefined || stack === modelStackOf(stackPrefix)
      ? inUse.get(name)
      : `stack ${stack}, of another application`;
  const unused = models.filter((model) => reasonToKeep(model) === undefined);

  say(`${models.length} models of deployment ${stackPrefix}, ${unused.length} of them unused`);
  for (const model of models) {
    const { name, created } = model;
    say(`  ${name}  made ${created.toISOString()}  ${reasonToKeep(model) ?? 'unused'}`);
  }
  if (unused.length === 0) return;
  if (!dryRun && !yes) {
    if (!confirm) throw new CliError('nobody is here to confirm; add --yes, or --dry-run to look only');
    if (!(await confirm(`Delete the ${unused.length} unused models? [y/N] `))) {
      say('Nothing deleted');
      return;
    }
  }
  for (const { name } of unused) {
    if (!dryRun) await clients.sagemaker.send(new DeleteModelCommand({ ModelName: name }));
    process.stdout.write(`${name}\n`);
  }
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}
