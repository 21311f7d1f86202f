import { claimKeyOf, claimSchema, type Claim } from '../../domain/run/idempotency';
import { InvalidRunRequest } from '../../domain/run/errors';
import { type Execution } from '../../domain/run/plan';
import { type RunStore } from '../shared/run-store';

/**
 * Claims an idempotency key for an execution, unless another one has it. A claim is final: also a
 * run that failed keeps its key, since a second delivery must not repeat what cost money.
 *
 * @returns the claim of another execution, or undefined: this one may go on
 * @throws InvalidRunRequest when the key's file belongs to another key
 */
export async function claimIdempotencyKey(
  idempotencyKey: string,
  execution: Execution,
  store: RunStore,
): Promise<Claim | undefined> {
  const file = claimKeyOf(idempotencyKey);
  const claim: Claim = { idempotencyKey, execution };
  if (await store.writeJsonIfAbsent(file, claim)) return undefined;
  const holder = await store.readJson(file, claimSchema);
  if (holder.idempotencyKey !== idempotencyKey) {
    // Ten hexadecimal digits tell keys apart that begin alike: 1 of 1e12. Losing a run must not be silent.
    throw new InvalidRunRequest(
      `field 'idempotencyKey' is ${JSON.stringify(idempotencyKey)}, whose file ${file} belongs to ` +
        `${JSON.stringify(holder.idempotencyKey)}; valid: another key`,
    );
  }
  // By ARN alone: a retry of this step, or the same execution redriven, is no duplicate of itself.
  return holder.execution.arn === execution.arn ? undefined : holder;
}
