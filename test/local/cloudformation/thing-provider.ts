import * as z from 'zod';
import { CloudFormation } from '../../../local/cloudformation/cloudformation';
import {
  type ResourceRequest,
  defineProvider,
} from '../../../local/cloudformation/resource-provider';
import { type State } from '../../../local/state/state';
import { ManualClock } from '../../support/manual-clock';

export interface ThingsOptions {
  /** What an earlier CloudFormation has left, and keeps what this one does; nothing does unless given. */
  readonly state?: State;
  /** What the creation of a `slow` thing waits for. */
  readonly hold?: Promise<void>;
  /** Names of what is there, whoever made it; nothing at first unless given. */
  readonly there?: Set<string>;
  /**
   * Called before a creation with `before ID`, and after each deed with its line in the journal. It may
   * never resolve: as if the process were killed then.
   */
  readonly pause?: (moment: string) => Promise<void>;
}

/**
 * A CloudFormation with one resource type, `Thing`: `Name` and `Kind` replace, `Size` updates, `Fault` makes
 * that operation fail. `journal` has what was done, in order.
 */
export function cloudFormationOfThings({
  state,
  hold,
  there = new Set(),
  pause = async () => undefined,
}: ThingsOptions = {}) {
  const journal: string[] = [];
  const did = async (deed: string): Promise<void> => {
    journal.push(deed);
    await pause(deed);
  };
  const nameOf = (Name: string | undefined, request: ResourceRequest): string =>
    Name ?? request.physicalName({ maxLength: 40 });
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
      await pause(`before ${request.logicalId}`);
      if (Fault === 'create') throw new Error('no room');
      const physicalId = nameOf(Name, request);
      there.add(physicalId);
      await did(`create ${request.logicalId}`);
      return { physicalId, attributes: { Arn: `arn:${physicalId}`, Size } };
    },
    async update({ Size, Fault }, request, previous) {
      if (Fault === 'update') throw new Error('cannot change');
      await did(`update ${request.logicalId} to ${Size}`);
      return { ...previous, attributes: { ...previous.attributes, Size } };
    },
    isThere: ({ Name }, request) => there.has(nameOf(Name, request)),
    discard({ Name }, request) {
      if (there.delete(nameOf(Name, request))) journal.push(`discard ${request.logicalId}`);
    },
    async delete(previous, { Fault }) {
      if (Fault === 'delete') throw new Error('still in use');
      there.delete(previous.physicalId);
      await did(`delete ${previous.physicalId}`);
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
