import * as z from 'zod';
import { CloudFormation } from '../../../local/cloudformation/cloudformation';
import { defineProvider } from '../../../local/cloudformation/resource-provider';
import { type State } from '../../../local/state/state';
import { ManualClock } from '../../support/manual-clock';

export interface ThingsOptions {
  /** What an earlier CloudFormation has left, and keeps what this one does; nothing does unless given. */
  readonly state?: State;
  /** What the creation of a `slow` thing waits for. */
  readonly hold?: Promise<void>;
}

/**
 * A CloudFormation with one resource type, `Thing`: `Name` and `Kind` replace, `Size` updates, `Fault` makes
 * that operation fail. `journal` has what was done, in order.
 */
export function cloudFormationOfThings({ state, hold }: ThingsOptions = {}) {
  const journal: string[] = [];
  const clock = new ManualClock();
  const things = defineProvider({
    properties: z.strictObject({
      Name: z.string().optional(),
      Kind: z.string().optional(),
      Size: z.number().optional(),
      Uses: z.string().optional(),
      Fault: z.enum(['create', 'update', 'delete']).optional(),
    }),
    name: 'Name',
    replacedBy: ['Name', 'Kind'],
    async create({ Name, Kind, Size, Fault }, request) {
      if (Kind === 'slow') await hold;
      if (Fault === 'create') throw new Error('no room');
      const physicalId = Name ?? request.physicalName({ maxLength: 40 });
      journal.push(`create ${request.logicalId}`);
      return { physicalId, attributes: { Arn: `arn:${physicalId}`, Size } };
    },
    update({ Size, Fault }, request, previous) {
      if (Fault === 'update') throw new Error('cannot change');
      journal.push(`update ${request.logicalId} to ${Size}`);
      return { ...previous, attributes: { ...previous.attributes, Size } };
    },
    delete(previous, { Fault }) {
      if (Fault === 'delete') throw new Error('still in use');
      journal.push(`delete ${previous.physicalId}`);
    },
  });
  const cloudFormation = new CloudFormation({
    providers: new Map([
      ['Thing', things],
      ['Other', things],
    ]),
    readSsmParameter: () => undefined,
    region: 'us-east-1',
    accountId: '000000000000',
    clock,
    ...(state && { state }),
  });
  const deploy = (resources: Record<string, object>, rest: object = {}, stackName = 'S') => {
    const typed = Object.entries(resources).map(([id, thing]) => [id, { Type: 'Thing', ...thing }]);
    return cloudFormation.deployStack({
      stackName,
      template: { Resources: Object.fromEntries(typed) as object, ...rest },
    });
  };
  return { cloudFormation, deploy, journal, clock };
}
