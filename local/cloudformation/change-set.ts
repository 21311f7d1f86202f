import { type DeployStackInput } from './deployment-plan';

/** What a deployment would do to one resource. Source: CloudFormation API Reference, ResourceChange. */
export interface PlannedChange {
  readonly action: 'Add' | 'Modify' | 'Remove';
  readonly logicalId: string;
  readonly physicalId?: string;
  readonly type: string;
  /** Of `Modify` only. */
  readonly isReplacement?: boolean;
  readonly policyAction?: 'Delete' | 'Retain' | 'ReplaceAndDelete' | 'ReplaceAndRetain';
  readonly details: readonly ChangeDetail[];
}

export interface ChangeDetail {
  readonly attribute: 'Properties' | 'Metadata' | 'DeletionPolicy' | 'UpdateReplacePolicy';
  /** Of a property only. */
  readonly property?: string;
  readonly needsReplacement: boolean;
}

/** Plain data, so that it can be written down: see change-set-record.ts. */
export interface ChangeSet {
  /** ARN. */
  readonly id: string;
  readonly name: string;
  readonly stackId: string;
  readonly stackName: string;
  readonly type: 'CREATE' | 'UPDATE';
  readonly description: string | undefined;
  /** Epoch milliseconds. */
  readonly created: number;
  readonly status: 'CREATE_COMPLETE' | 'FAILED';
  readonly statusReason: string | undefined;
  executionStatus:
    | 'AVAILABLE'
    | 'UNAVAILABLE'
    | 'EXECUTE_IN_PROGRESS'
    | 'EXECUTE_COMPLETE'
    | 'EXECUTE_FAILED'
    | 'OBSOLETE';
  readonly changes: readonly PlannedChange[];
  readonly input: DeployStackInput;
  readonly onStackFailure: 'DELETE' | 'DO_NOTHING' | 'ROLLBACK' | undefined;
}
