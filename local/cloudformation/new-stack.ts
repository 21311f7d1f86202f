import { randomUUID } from 'node:crypto';
import { type Stack, type StackSettings } from './stack';

export interface StackPlace {
  readonly region: string;
  readonly accountId: string;
}

/** A stack that has nothing yet: of a deployment that begins, or of a change set to be reviewed. */
export function newStack(
  name: string,
  status: 'CREATE_IN_PROGRESS' | 'REVIEW_IN_PROGRESS',
  { region, accountId }: StackPlace,
  created: number,
): Stack {
  return {
    name,
    id: `arn:aws:cloudformation:${region}:${accountId}:stack/${name}/${randomUUID()}`,
    created,
    updated: undefined,
    deleted: undefined,
    status,
    statusReason: undefined,
    everComplete: false,
    terminationProtection: false,
    settings: NO_SETTINGS,
    resources: new Map(),
    unfinished: [],
    takenBack: new Map(),
    leftOver: [],
    outputs: {},
    exports: new Map(),
    imports: new Set(),
    events: [],
  };
}

const NO_SETTINGS: StackSettings = {
  templateBody: '',
  description: undefined,
  parameters: {},
  capabilities: [],
  tags: {},
  roleArn: undefined,
  disableRollback: false,
  changeSetId: undefined,
};
