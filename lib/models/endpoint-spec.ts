import { startUpSeconds } from '../../domain/jumpstart/start-up-seconds';
import { hasLocalStorage } from '../../domain/jumpstart/transform-instance-types';
import { type ContractName } from '../../domain/realtime/contract';
import { endpointNamePrefix, type EndpointSpec } from '../../domain/realtime/endpoint-spec';
import { CONTRACT_TAG, LEASE_HOURS_TAG } from '../../domain/realtime/names';
import { DEPLOYMENT_TAG } from '../../domain/run/names';
import { type EndpointConfig } from '../config/schema';
import { contentName } from './content-name';

export interface EndpointSpecOptions {
  readonly stackPrefix: string;
  readonly endpoint: EndpointConfig;
  readonly model: {
    readonly modelName: string;
    readonly contract: ContractName;
    /** Null: an own artefact. */
    readonly jumpStartId: string | null;
  };
  /** Of the config: it decides about the name, while the key's own ARN may be known only later. */
  readonly encryptionKeyArn: string | null;
  /** The key itself, perhaps a token. */
  readonly volumeKeyArn: string;
}

/** Whatever endpoint of the deployment, now or before: for policies, and to find them. */
export function endpointNamePattern(stackPrefix: string): string {
  return `${endpointNamePrefix(stackPrefix)}-*`;
}

/**
 * What the deployment's endpoint is. Its name has a hash of all of it, tags too: CloudFormation makes
 * a new endpoint for any change, and never has to change one that its lease may have deleted.
 */
export function endpointSpecOf(options: EndpointSpecOptions): EndpointSpec {
  const { stackPrefix, endpoint, model } = options;
  const { instanceType, minInstanceCount, maxInstanceCount, leaseHours } = endpoint;
  const isEncryptedByInstance = hasLocalStorage(instanceType);
  const content = {
    modelName: model.modelName,
    contract: model.contract,
    instanceType,
    initialInstanceCount: endpoint.initialInstanceCount,
    scaling:
      minInstanceCount === maxInstanceCount
        ? null
        : {
            minInstanceCount,
            maxInstanceCount,
            targetInvocationsPerInstance: endpoint.targetInvocationsPerInstance,
          },
    startUpSeconds: startUpSeconds(model.jumpStartId),
    leaseHours,
    tags: {
      [DEPLOYMENT_TAG]: stackPrefix,
      [CONTRACT_TAG]: model.contract,
      [LEASE_HOURS_TAG]: String(leaseHours),
    },
  };
  const name = contentName(endpointNamePrefix(stackPrefix), {
    ...content,
    volumeKey: isEncryptedByInstance ? null : (options.encryptionKeyArn ?? 'own'),
  });
  return {
    ...content,
    endpointName: name,
    configName: name,
    volumeKeyArn: isEncryptedByInstance ? null : options.volumeKeyArn,
  };
}
