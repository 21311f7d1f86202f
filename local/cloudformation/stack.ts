import { type ResourceState } from './resource-provider';
import { type TemplateResource } from './template';

export interface StackResource {
  readonly logicalId: string;
  readonly type: string;
  /** How often it was replaced. */
  readonly generation: number;
  readonly state: ResourceState;
  /** With intrinsics resolved: what the provider was given. */
  readonly properties: unknown;
  readonly deletionPolicy: TemplateResource['DeletionPolicy'];
  readonly updateReplacePolicy: TemplateResource['UpdateReplacePolicy'];
}

type Verb = 'CREATE' | 'UPDATE' | 'DELETE';
export type ResourceStatus =
  `${Verb}_IN_PROGRESS` | `${Verb}_COMPLETE` | `${Verb}_FAILED` | 'DELETE_SKIPPED';
type RollbackStatus = `ROLLBACK_${'IN_PROGRESS' | 'COMPLETE' | 'FAILED'}`;
export type StackStatus = ResourceStatus | RollbackStatus | `UPDATE_${RollbackStatus}`;

export interface StackEvent {
  /** Epoch milliseconds. */
  readonly timestamp: number;
  readonly logicalId: string;
  readonly physicalId: string;
  readonly type: string;
  readonly status: StackStatus;
  readonly reason: string | undefined;
}

export interface Stack {
  readonly name: string;
  /** ARN. */
  readonly id: string;
  status: StackStatus;
  /** In the order of creation. */
  resources: ReadonlyMap<string, StackResource>;
  outputs: Readonly<Record<string, string>>;
  /** Export name -> value. */
  exports: ReadonlyMap<string, string>;
  /** Names of other stacks' exports that this one uses. */
  imports: ReadonlySet<string>;
  /** Oldest first. */
  readonly events: StackEvent[];
}

/** A deployment that did not go through; what had been done is rolled back. */
export class StackFailedError extends Error {
  override readonly name = 'StackFailedError';

  constructor(
    /** With its events; its resources are those that stand now. */
    readonly failedStack: Stack,
    readonly reason: string,
    options?: ErrorOptions,
  ) {
    super(`Stack ${failedStack.name} failed: ${reason}`, options);
  }
}
