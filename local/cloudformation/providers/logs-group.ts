import * as z from 'zod';
import { type GroupSettings } from '../../logs/log-store';
import { type EmbeddedServices } from '../embedded-services';
import { type ResourceProvider, defineProvider, kept, numberProperty } from '../resource-provider';

const properties = z.strictObject({
  LogGroupName: z.string().max(512).optional(),
  RetentionInDays: numberProperty.optional(),
  /** An ARN: the id of a key is refused by CloudFormation, too. */
  KmsKeyId: z
    .string()
    .regex(/^arn:[a-z0-9-]+:kms:[a-z0-9-]+:\d{12}:(key|alias)\/.+$/, 'the ARN of a key, not its id')
    .optional(),
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
      logs.createLogGroup(name, settingsOf(wanted));
      const Arn = `arn:aws:logs:${region}:${accountId}:log-group:${name}:*`;
      return { physicalId: name, attributes: { Arn } };
    },
    update(wanted, _, previous) {
      logs.createLogGroup(previous.physicalId, settingsOf(wanted));
      return previous;
    },
    delete: ({ physicalId }) => {
      logs.deleteLogGroup(physicalId);
    },
  });
}

function settingsOf({ RetentionInDays, KmsKeyId }: z.infer<typeof properties>): GroupSettings {
  return { retentionInDays: RetentionInDays, kmsKeyId: KmsKeyId };
}
