/** An event as EventBridge delivers it, less the fields that the bus itself adds (id, time, account, region). */
export interface EventEntry {
  /** E.g. `aws.states`, `aws.sagemaker`. */
  readonly source: string;
  /** E.g. `Step Functions Execution Status Change`. */
  readonly detailType: string;
  /** ARNs that the event is about. */
  readonly resources: readonly string[];
  readonly detail: Readonly<Record<string, unknown>>;
}

/** How a service tells the bus that something changed. Never throws; delivery is the bus's affair. */
export type EmitEvent = (entry: EventEntry) => void;
