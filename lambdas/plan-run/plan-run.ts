import type * as z from 'zod';
import { InvalidRunRequest, NoUsableRecords, RunAlreadyEnded } from '../../domain/run/errors';
import { RunLayout } from '../../domain/run/layout';
import { runIdOf } from '../../domain/run/names';
import { nearestName } from '../../domain/run/nearest-name';
import { type planRunPayload, type PlanRunResult } from '../../domain/run/payloads';
import { CONTRACT_VERSION, ownerSchema, type Owner, type Plan } from '../../domain/run/plan';
import { pollIntervalSeconds } from '../../domain/run/poll-interval';
import { resolveRequest } from '../../domain/run/resolve-request';
import { parseObjectUri } from '../../domain/run/s3-uri';
import { recordsPerShard } from '../../domain/run/shard-size';
import { refuseFinalResults } from '../shared/refuse-final-results';
import { type RunStore } from '../shared/run-store';
import { checkColumns } from './check-columns';
import { inspectObject, readFirstLine, refuseTooLarge } from './dataset-object';
import { modelFor } from './model-for';

/**
 * Checks the whole request before anything costs money, takes possession of the run's folder and
 * writes `plan.json`.
 *
 * @throws InvalidRunRequest, DatasetNotFound, DatasetTooLarge, NoUsableRecords, RunAlreadyEnded
 */
export async function planRun(
  { request, deployment, execution }: z.infer<typeof planRunPayload>,
  store: RunStore,
): Promise<PlanRunResult> {
  const settings = resolveRequest(request, deployment.runDefaults);
  const model = modelFor(settings, deployment.models);
  const allowed = [store.bucket, ...deployment.datasetBuckets];
  const dataset = await inspectObject(store.s3, locate(settings.dataset.uri, 'dataset.uri'));
  const references =
    settings.dataset.references === null
      ? null
      : await inspectObject(
          store.s3,
          locate(settings.dataset.references.uri, 'dataset.references.uri'),
        );
  refuseTooLarge(dataset, references, settings.dataset.limit);
  const firstLine = await readFirstLine(store.s3, dataset);
  if (firstLine === undefined) {
    throw new NoUsableRecords(`the data set s3://${dataset.bucket}/${dataset.key} has no records`);
  }
  checkColumns(settings, firstLine);

  const runId = runIdOf(execution.name);
  const layout = new RunLayout(runId);
  await takePossession(store, layout, { execution });
  const plan: Plan = {
    contractVersion: CONTRACT_VERSION,
    runId,
    execution,
    settings,
    model,
    dataset,
    references,
    limits: deployment.limits,
    recordsPerShard: recordsPerShard(deployment.limits),
    pollIntervalSeconds: pollIntervalSeconds(settings.transform.maxRuntimeHours),
    codeVersion: deployment.codeVersion,
  };
  await store.writeJson(layout.plan, plan);
  return { runId, parts: [0], pollIntervalSeconds: plan.pollIntervalSeconds };

  function locate(uri: string, field: string) {
    const location = parseObjectUri(uri, store.bucket);
    if (allowed.includes(location.bucket)) return location;
    const near = nearestName(location.bucket, allowed);
    throw new InvalidRunRequest(
      `field '${field}' is ${JSON.stringify(uri)}; bucket '${location.bucket}' is not open to this ` +
        `deployment; valid: ${allowed.join(', ')} (more by datasetBuckets in the config)` +
        (near === undefined ? '' : `. Did you mean '${near}'?`),
    );
  }
}

/** An execution's name can come again after 90 days, or in another state machine: its folder is taken. */
async function takePossession(store: RunStore, layout: RunLayout, owner: Owner): Promise<void> {
  if (await store.writeJsonIfAbsent(layout.owner, owner)) {
    // An execution that was refused before it owned the folder leaves results without an owner.
    await refuseFinalResults(store, layout);
    return;
  }
  const other = await store.readJson(layout.owner, ownerSchema);
  // The same execution: a retry of this step.
  if (
    other.execution.arn === owner.execution.arn &&
    other.execution.startTime === owner.execution.startTime
  ) {
    return;
  }
  throw new RunAlreadyEnded(
    `${layout.prefix} belongs to the execution ${other.execution.arn} of ` +
      `${other.execution.startTime}; start this one under another name`,
  );
}
