import * as z from 'zod';
import { type EmbeddedServices } from '../embedded-services';
import { type ResourceProvider, defineProvider, kept, numberProperty } from '../resource-provider';

const properties = z.strictObject({
  LogGroupName: z.string().max(512).optional(),
  RetentionInDays: numberProperty.optional(),
  KmsKeyId: kept,
  LogGroupClass: kept,
  DataProtectionPolicy: kept,
  Tags: kept,
});

/** AWS::Logs::LogGroup. A group that is there already, from an earlier process, is taken over. */
export function logGroupProvider({ logs, region, accountId }: EmbeddedServices): ResourceProvider {
  return defineProvider({
    properties,
    name: 'LogGroupName',
    replacedBy: ['LogGroupName'],
    create(wanted, request) {
      const name = wanted.LogGroupName ?? request.physicalName({ maxLength: 512 });
      logs.createLogGroup(name, wanted.RetentionInDays);
      const Arn = `arn:aws:logs:${region}:${accountId}:log-group:${name}:*`;
      return { physicalId: name, attributes: { Arn } };
    },
    update(wanted, _, previous) {
      logs.createLogGroup(previous.physicalId, wanted.RetentionInDays);
      return previous;
    },
    delete: ({ physicalId }) => {
      logs.deleteLogGroup(physicalId);
    },
  });
}
