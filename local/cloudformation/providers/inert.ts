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
 * Resources that are kept with their properties and do nothing here: no alarm fires, no
 * dashboard shows. Their Ref and attributes are right, so that templates resolve.
 */
const inertTypes: Readonly<Record<string, MakeState>> = {
  'AWS::CDK::Metadata': byName('CDKMetadata', 64),
  'AWS::CloudWatch::Alarm': named('AlarmName', 255, cloudWatchArn('alarm')),
  'AWS::CloudWatch::CompositeAlarm': named('AlarmName', 255, cloudWatchArn('alarm')),
  'AWS::CloudWatch::Dashboard': byName('DashboardName', 255),
  'AWS::Logs::MetricFilter': byName('FilterName', 512),
  'AWS::Logs::QueryDefinition': byName('QueryDefinitionId', 255),
  'AWS::Logs::ResourcePolicy': byName('PolicyName', 255),
};

/** The property that names a resource for the whole account and region. */
const uniqueNames: Readonly<Record<string, string>> = {
  'AWS::CloudWatch::Alarm': 'AlarmName',
  'AWS::CloudWatch::CompositeAlarm': 'AlarmName',
  'AWS::CloudWatch::Dashboard': 'DashboardName',
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
