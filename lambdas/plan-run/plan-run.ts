import type * as z from 'zod';
import { NoUsableRecords, RunAlreadyEnded } from '../../domain/run/errors';
import { duplicateOf, idempotencyKeyOf } from '../../domain/run/idempotency';
import { RunLayout } from '../../domain/run/layout';
import { runIdOf } from '../../domain/run/names';
import { type planRunPayload, type PlanRunResult } from '../../domain/run/payloads';
import { CONTRACT_VERSION, ownerSchema, type Owner, type Plan } from '../../domain/run/plan';
import { pollIntervalSeconds } from '../../domain/run/poll-interval';
import { resolveRequest } from '../../domain/run/resolve-request';
import { recordsPerShard } from '../../domain/run/shard-size';
import { refuseFinalResults } from '../shared/refuse-final-results';
import { type RunStore } from '../shared/run-store';
import { checkColumns } from './check-columns';
import { claimIdempotencyKey } from './claim-idempotency-key';
import { inspectObject, readFirstLine, refuseTooLarge } from './dataset-object';
import { locateDataset } from './locate-dataset';
import { modelFor } from './model-for';

/**
 * Claims the request's idempotency key, checks the whole request before anything costs money, takes
 * possession of the run's folder and writes `plan.json`. A duplicate leaves nothing anywhere.
 *
 * @throws InvalidRunRequest, DatasetNotFound, DatasetTooLarge, NoUsableRecords, RunAlreadyEnded
 */
export async function planRun(
  { request, deployment, execution }: z.infer<typeof planRunPayload>,
  store: RunStore,
): Promise<PlanRunResult> {
  const idempotencyKey = idempotencyKeyOf(request);
  if (idempotencyKey !== undefined) {
    const holder = await claimIdempotencyKey(idempotencyKey, execution, store);
    if (holder) return duplicateOf(holder, store.bucket);
  }
  const { runDefaults, presets, models } = deployment;
  const settings = resolveRequest(request, runDefaults, presets, models);
  const model = modelFor(settings, models);
  const inspect = (uri: string, field: string) =>
    inspectObject(store.s3, locateDataset(uri, field, store.bucket, deployment));
  const dataset = await inspect(settings.dataset.uri, 'dataset.uri');
  const references =
    settings.dataset.references === null
      ? null
      : await inspect(settings.dataset.references.uri, 'dataset.references.uri');
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
