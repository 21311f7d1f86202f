import * as z from 'zod';
import { targetSchema } from '../../events/rule';
import { type EmbeddedServices } from '../embedded-services';
import { type ResourceProvider, defineProvider, kept } from '../resource-provider';

const properties = z.strictObject({
  Name: z.string().max(64).optional(),
  Description: z.string().default(''),
  EventBusName: z.literal('default').optional(),
  EventPattern: z.record(z.string(), z.unknown()),
  State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
  Targets: z.array(targetSchema).default([]),
  RoleArn: kept,
  Tags: kept,
});
type RuleProperties = z.infer<typeof properties>;

/** AWS::Events::Rule with an event pattern; schedules are refused as an unknown property. */
export function ruleProvider({ events: { rules } }: EmbeddedServices): ResourceProvider {
  const put = (name: string, wanted: RuleProperties): string => {
    const { arn } = rules.put({
      name,
      description: wanted.Description,
      pattern: wanted.EventPattern,
      enabled: wanted.State === 'ENABLED',
    });
    rules.removeTargets(name, [...rules.get(name).targets.keys()]);
    rules.putTargets(name, wanted.Targets);
    return arn;
  };
  return defineProvider({
    properties,
    name: 'Name',
    replacedBy: ['Name', 'EventBusName'],
    create(wanted, request) {
      const name = wanted.Name ?? request.physicalName({ maxLength: 64 });
      return { physicalId: name, attributes: { Arn: put(name, wanted) } };
    },
    update(wanted, _, previous) {
      put(previous.physicalId, wanted);
      return previous;
    },
    delete({ physicalId: name }) {
      rules.removeTargets(name, [...rules.get(name).targets.keys()]);
      rules.delete(name);
    },
  });
}
