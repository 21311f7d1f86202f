import { type RemovalPolicy } from 'aws-cdk-lib';
import { type IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { hasLocalStorage } from '../../domain/jumpstart/transform-instance-types';
import { type EndpointSpec } from '../../domain/realtime/endpoint-spec';
import { type DeployedModel } from '../../domain/run/deployed-model';
import { type DeploymentConfig, type EndpointConfig } from '../config/schema';
import { endpointModel } from '../models/endpoint-model';
import { endpointSpecOf } from '../models/endpoint-spec';
import { acknowledgeWildcards } from '../nag/acknowledge-wildcards';
import { BatchInvoker } from './batch-invoker';
import { EndpointAlarms } from './endpoint-alarms';
import { HostedEndpoint } from './hosted-endpoint';
import { HostedModel } from './hosted-model';
import { LeaseSweeper } from './lease-sweeper';
import { type MessageTopic } from './message-topic';
import { type UndeliveredEvents } from './undelivered-events';

export interface RealtimeInferenceProps {
  readonly config: Pick<
    DeploymentConfig,
    'stackPrefix' | 'region' | 'encryptionKeyArn' | 'vpc' | 'runbookUrl'
  >;
  readonly endpoint: EndpointConfig;
  /** Those of the deployment, of which the endpoint may use one. */
  readonly models: readonly DeployedModel[];
  readonly encryptionKey: IKey;
  /** Gets alarms, and what the sweeper has to tell. */
  readonly alarmMessages: MessageTopic;
  readonly undeliveredEvents: UndeliveredEvents;
  /** Of the logs. */
  readonly removalPolicy: RemovalPolicy;
}

/** Real-time batch inference: an endpoint with a lease, the function that asks it, and its alarms. */
export class RealtimeInference extends Construct {
  readonly spec: EndpointSpec;
  readonly invokeBatchName: string;

  constructor(scope: Construct, id: string, props: RealtimeInferenceProps) {
    super(scope, id);
    const { config, endpoint, encryptionKey, alarmMessages, removalPolicy } = props;
    const { stackPrefix, vpc, runbookUrl } = config;
    const ownModel = this.ownModel(props);
    this.spec = endpointSpecOf({
      ...config,
      endpoint,
      model: ownModel?.model ?? deployedModel(props),
      volumeKeyArn: encryptionKey.keyArn,
    });
    const hosted = new HostedEndpoint(this, 'Hosted', this.spec);
    if (ownModel) hosted.node.addDependency(ownModel.construct);
    const functionDefaults = { service: stackPrefix, encryptionKey, vpc, removalPolicy };
    const { spec } = this;
    const { invokeBatch } = new BatchInvoker(this, 'Invoker', { functionDefaults, spec });
    const { sweepEndpoints } = new LeaseSweeper(this, 'Lease', {
      functionDefaults,
      warnMinutes: endpoint.warnMinutes,
      messages: alarmMessages,
      undeliveredEvents: props.undeliveredEvents,
    });
    new EndpointAlarms(this, 'Alarms', {
      endpointName: spec.endpointName,
      invokeBatch: invokeBatch.function,
      sweepEndpoints: sweepEndpoints.function,
      alarmTopic: alarmMessages.topic,
      runbookUrl,
    });
    acknowledgeWildcards(this);
    this.invokeBatchName = invokeBatch.function.functionName;
  }

  /** The Model of a version 2.x, which no run can use. */
  private ownModel({ config, endpoint, encryptionKey }: RealtimeInferenceProps) {
    const model = endpointModel(endpoint, config.region);
    if (!model) return undefined;
    const construct = new HostedModel(this, 'Model', {
      ...config,
      model,
      encryptionKey: hasLocalStorage(endpoint.instanceType) ? undefined : encryptionKey,
    });
    const { modelName } = construct;
    return {
      construct,
      model: { modelName, contract: model.contract, jumpStartId: model.modelId },
    };
  }
}

/** One of the deployment's own; the config's check has seen to it that it is there. */
function deployedModel({ models, endpoint }: RealtimeInferenceProps) {
  const found = models.find(({ name }) => name === endpoint.model);
  if (!found)
    throw new Error(`the config's check let the endpoint's model pass, and it is not there`);
  const { modelName, contract, jumpStart } = found;
  return { modelName, contract, jumpStartId: jumpStart?.modelId ?? null };
}
