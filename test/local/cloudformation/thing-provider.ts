import * as z from 'zod';
import { CloudFormation } from '../../../local/cloudformation/cloudformation';
import { defineProvider } from '../../../local/cloudformation/resource-provider';
import { ManualClock } from '../../support/manual-clock';

/**
 * A CloudFormation with one resource type, `Thing`: `Name` and `Kind` replace, `Size` updates, `Fault` makes
 * that operation fail. `journal` has what was done, in order.
 */
export function cloudFormationOfThings() {
  const journal: string[] = [];
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
    create({ Name, Size, Fault }, request) {
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
    clock: new ManualClock(),
  });
  const deploy = (resources: Record<string, object>, rest: object = {}, stackName = 'S') => {
    const typed = Object.entries(resources).map(([id, thing]) => [id, { Type: 'Thing', ...thing }]);
    return cloudFormation.deployStack({
      stackName,
      template: { Resources: Object.fromEntries(typed) as object, ...rest },
    });
  };
  return { cloudFormation, deploy, journal };
}
