import { type EndpointSpec } from '../../domain/realtime/endpoint-spec';
import { endpointUsdPerHour } from '../../domain/cost/endpoint-cost';
import { leaseEnd } from '../../domain/realtime/lease';
import { type FoundEndpoint } from './find-endpoint';

/** What `t2t endpoint status` tells; times in ISO 8601. */
export interface StatusReport {
  readonly endpointName: string;
  /** SageMaker's; `Absent`: there is none, as its lease is over or it was taken down. */
  readonly status: string;
  readonly failureReason: string | null;
  readonly modelName: string;
  readonly contract: string;
  readonly instanceType: string;
  /** Now; 0 without an endpoint. */
  readonly instances: number;
  /** Null: the price table has none for the type or the region. */
  readonly usdPerHour: number | null;
  /** Null: no lease, so that nobody deletes it. */
  readonly leaseUntil: string | null;
  /** Negative when the lease is over and the sweeper has not come yet. */
  readonly leaseMinutesLeft: number | null;
}

/** @throws UnreadableLease for a tag that says nothing */
export function statusReport(
  spec: EndpointSpec,
  found: FoundEndpoint | undefined,
  { now, region }: { readonly now: Date; readonly region: string },
): StatusReport {
  const { endpointName, modelName, contract, instanceType } = spec;
  const instances = (found?.description.ProductionVariants ?? []).reduce(
    (sum, { CurrentInstanceCount = 0 }) => sum + CurrentInstanceCount,
    0,
  );
  const until = found && leaseEnd(found);
  return {
    endpointName,
    status: found?.description.EndpointStatus ?? 'Absent',
    failureReason: found?.description.FailureReason ?? null,
    modelName,
    contract,
    instanceType,
    instances,
    usdPerHour: endpointUsdPerHour([{ instanceType, instanceCount: instances }], region),
    leaseUntil: until?.toISOString() ?? null,
    leaseMinutesLeft: until ? Math.floor((until.getTime() - now.getTime()) / 60_000) : null,
  };
}
