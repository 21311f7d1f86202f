import { createHash } from 'node:crypto';
import * as z from 'zod';
import { type EmbeddedServices } from '../embedded-services';
import {
  type ResourceProvider,
  type ResourceRequest,
  type ResourceState,
  defineProvider,
} from '../resource-provider';

type Properties = Readonly<Record<string, unknown>>;
type MakeState = (
  properties: Properties,
  request: ResourceRequest,
  services: EmbeddedServices,
) => ResourceState;

/**
 * Resources that are kept with their properties and do nothing here: no alarm fires, no key
 * encrypts, no policy keeps anybody out. Their Ref and attributes are right, so that templates resolve.
 */
const inertTypes: Readonly<Record<string, MakeState>> = {
  'AWS::CDK::Metadata': byName('CDKMetadata', 64),
  'AWS::CloudWatch::Alarm': named('AlarmName', 255, cloudWatchArn('alarm')),
  'AWS::CloudWatch::CompositeAlarm': named('AlarmName', 255, cloudWatchArn('alarm')),
  'AWS::CloudWatch::Dashboard': byName('DashboardName', 255),
  'AWS::Lambda::Permission': byName('StatementId', 100),
  'AWS::Logs::MetricFilter': byName('FilterName', 512),
  'AWS::Logs::QueryDefinition': byName('QueryDefinitionId', 255),
  'AWS::Logs::ResourcePolicy': byName('PolicyName', 255),
  'AWS::KMS::Alias': byName('AliasName', 255),
  'AWS::KMS::Key': (_, request, { region, accountId }) => {
    const digest = createHash('sha256').update(request.physicalName({ maxLength: 255 }));
    const hex = digest.digest('hex');
    const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20)];
    const KeyId = [...parts, hex.slice(20, 32)].join('-');
    const Arn = `arn:aws:kms:${region}:${accountId}:key/${KeyId}`;
    return { physicalId: KeyId, attributes: { Arn, KeyId } };
  },
  'AWS::SNS::TopicPolicy': byName('Id', 80),
  'AWS::SQS::QueuePolicy': byName('Id', 80),
};

/** The property that names a resource for the whole account and region. */
const uniqueNames: Readonly<Record<string, string>> = {
  'AWS::CloudWatch::Alarm': 'AlarmName',
  'AWS::CloudWatch::CompositeAlarm': 'AlarmName',
  'AWS::CloudWatch::Dashboard': 'DashboardName',
  'AWS::KMS::Alias': 'AliasName',
};

/** Providers of the inert types, by type. */
export function inertProviders(services: EmbeddedServices): Map<string, ResourceProvider> {
  return new Map(
    Object.entries(inertTypes).map(([type, stateOf]) => [
      type,
      inertProvider(stateOf, services, uniqueNames[type]),
    ]),
  );
}

function inertProvider(
  stateOf: MakeState,
  services: EmbeddedServices,
  name?: string,
): ResourceProvider {
  return defineProvider({
    properties: z.record(z.string(), z.unknown()),
    ...(name !== undefined && { name }),
    replacedBy: name === undefined ? [] : [name],
    create: (properties, request) => stateOf(properties, request, services),
    update: (_properties, _request, previous) => previous,
    delete: () => undefined,
  });
}

function byName(property: string, maxLength: number): MakeState {
  return named(property, maxLength, () => ({}));
}

function named(
  property: string,
  maxLength: number,
  attributesOf: (name: string, services: EmbeddedServices) => Properties,
): MakeState {
  return (properties, request, services) => {
    const physicalId = nameOf(properties[property], request, maxLength);
    return { physicalId, attributes: attributesOf(physicalId, services) };
  };
}

function cloudWatchArn(kind: string) {
  return (name: string, { region, accountId }: EmbeddedServices): Properties => ({
    Arn: `arn:aws:cloudwatch:${region}:${accountId}:${kind}:${name}`,
  });
}

function nameOf(given: unknown, request: ResourceRequest, maxLength: number): string {
  return typeof given === 'string' ? given : request.physicalName({ maxLength });
}
