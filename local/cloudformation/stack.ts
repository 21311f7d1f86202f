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
/** Source: CloudFormation API Reference, data type Stack. `DELETE_SKIPPED` is of resources only. */
export type StackStatus =
  | ResourceStatus
  | RollbackStatus
  | `UPDATE_${RollbackStatus}`
  | 'REVIEW_IN_PROGRESS'
  | 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';

export interface StackEvent {
  /** UUID. */
  readonly id: string;
  /** Epoch milliseconds. */
  readonly timestamp: number;
  readonly logicalId: string;
  readonly physicalId: string;
  readonly type: string;
  readonly status: StackStatus;
  readonly reason: string | undefined;
}

/** What a template's parameter was given, and what it stood for if that was the name of an SSM parameter. */
export interface StackParameter {
  readonly value: string;
  readonly resolved?: string;
  /** Whether it is shown as asterisks only. */
  readonly noEcho?: boolean;
}

/** What a deployment sets apart from resources. A rollback brings back the former one as a whole. */
export interface StackSettings {
  /** As it was submitted. */
  readonly templateBody: string;
  readonly description: string | undefined;
  readonly parameters: Readonly<Record<string, StackParameter>>;
  readonly capabilities: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
  readonly roleArn: string | undefined;
  readonly disableRollback: boolean;
  /** ARN of the change set that was executed last. */
  readonly changeSetId: string | undefined;
}

/** Plain data but for its maps and sets, so that it can be written down: see stack-record.ts. */
export interface Stack {
  readonly name: string;
  /** ARN. */
  readonly id: string;
  /** Epoch milliseconds. */
  readonly created: number;
  updated: number | undefined;
  deleted: number | undefined;
  status: StackStatus;
  statusReason: string | undefined;
  /** Whether a creation ever went through, so that there is something to roll back to. */
  everComplete: boolean;
  terminationProtection: boolean;
  /** Those of the last deployment that went through; of the first one while none has. */
  settings: StackSettings;
  /** In the order of creation. */
  resources: ReadonlyMap<string, StackResource>;
  /** What a deployment did that is neither completed nor taken back; first comes first. */
  unfinished: readonly Step[];
  /** Logical id -> highest generation of a replacement that was taken back: its name may still be in use. */
  takenBack: ReadonlyMap<string, number>;
  /** What the clean-up of an update has yet to delete. */
  leftOver: readonly StackResource[];
  outputs: Readonly<Record<string, string>>;
  /** Export name -> value. */
  exports: ReadonlyMap<string, string>;
  /** Names of other stacks' exports that this one uses. */
  imports: ReadonlySet<string>;
  /** Oldest first. */
  readonly events: StackEvent[];
}

/** What was done to one resource. */
export interface Step {
  readonly resource: StackResource;
  readonly action: 'none' | 'create' | 'update' | 'replace';
  /** The resource before; undefined if it was created. */
  readonly previous?: StackResource;
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
