import {
  AddTagsCommand,
  CreateEndpointCommand,
  CreateEndpointConfigCommand,
  type CreateEndpointConfigCommandInput,
  DeleteEndpointCommand,
  DeleteEndpointConfigCommand,
  DeleteTagsCommand,
  DescribeEndpointCommand,
  DescribeEndpointConfigCommand,
  ListEndpointConfigsCommand,
  ListEndpointsCommand,
  ListTagsCommand,
} from '@aws-sdk/client-sagemaker';
import { endpointNamePrefix } from '../../../domain/realtime/endpoint-spec';
import { LEASE_UNTIL_TAG } from '../../../domain/realtime/names';
import { DEPLOYMENT_TAG } from '../../../domain/run/names';
import { type Application } from '../../runbook/application';
import { until } from '../until';

const STACK_PREFIX = 'Text2TextBatch';
const PREFIX = `${endpointNamePrefix(STACK_PREFIX)}-`;

/** What an endpoint has become: undefined when it answers, else why it does not. */
export type Failure = string | undefined;

/** Name of the endpoint that CloudFormation has made. */
export async function deployedEndpoint({ sagemaker }: Application): Promise<string> {
  const { EndpointConfigs = [] } = await sagemaker.send(
    new ListEndpointConfigsCommand({ SortBy: 'CreationTime', SortOrder: 'Ascending' }),
  );
  const [name] = EndpointConfigs.map(({ EndpointConfigName = '' }) => EndpointConfigName);
  if (name === undefined) throw new Error('there is no endpoint configuration');
  return name;
}

/** An endpoint like the deployed one, or of another model, that the sweeper takes for the deployment's. */
export async function copyEndpoint(
  application: Application,
  id: string,
  { modelName, leaseUntil }: { readonly modelName?: string; readonly leaseUntil?: Date } = {},
): Promise<{ readonly name: string; readonly failure: Failure }> {
  const { sagemaker } = application;
  const name = `${PREFIX}${id}`;
  const like = await sagemaker.send(
    new DescribeEndpointConfigCommand({ EndpointConfigName: await deployedEndpoint(application) }),
  );
  const [variant] = like.ProductionVariants ?? [];
  const config: CreateEndpointConfigCommandInput = {
    EndpointConfigName: name,
    ProductionVariants: [
      {
        ...variant,
        VariantName: 'AllTraffic',
        ...(modelName !== undefined && { ModelName: modelName }),
      },
    ],
    ...(modelName === undefined && { KmsKeyId: like.KmsKeyId }),
    Tags: [{ Key: DEPLOYMENT_TAG, Value: STACK_PREFIX }],
  };
  await sagemaker.send(new CreateEndpointConfigCommand(config));
  return { name, failure: await makeEndpoint(application, name, leaseUntil) };
}

/** Makes the endpoint of a configuration of its name, and waits for it. */
export async function makeEndpoint(
  { sagemaker }: Application,
  name: string,
  leaseUntil?: Date,
): Promise<Failure> {
  const lease = leaseUntil && [{ Key: LEASE_UNTIL_TAG, Value: leaseUntil.toISOString() }];
  await sagemaker.send(
    new CreateEndpointCommand({
      EndpointName: name,
      EndpointConfigName: name,
      Tags: [{ Key: DEPLOYMENT_TAG, Value: STACK_PREFIX }, ...(lease ?? [])],
    }),
  );
  return until(async () => {
    const { EndpointStatus, FailureReason } = await sagemaker.send(
      new DescribeEndpointCommand({ EndpointName: name }),
    );
    if (EndpointStatus === 'Creating') return undefined;
    return { failure: EndpointStatus === 'InService' ? undefined : (FailureReason ?? 'it failed') };
  }).then(({ failure }) => failure);
}

/** Deletes what is left of an endpoint and its configuration, and waits until it is gone. */
export async function removeEndpoint(
  application: Application,
  name: string,
  { keepConfig = false } = {},
): Promise<void> {
  const { sagemaker } = application;
  if (await hasEndpoint(application, name)) {
    await sagemaker.send(new DeleteEndpointCommand({ EndpointName: name }));
    await hasEndpoint(application, name);
  }
  if (keepConfig || !(await hasConfig(application, name))) return;
  await sagemaker.send(new DeleteEndpointConfigCommand({ EndpointConfigName: name }));
}

/** Whether there is an endpoint, once none is being deleted. */
export async function hasEndpoint({ sagemaker }: Application, name: string): Promise<boolean> {
  const { isThere } = await until(async () => {
    const { Endpoints = [] } = await sagemaker.send(
      new ListEndpointsCommand({ NameContains: name }),
    );
    const found = Endpoints.find(({ EndpointName }) => EndpointName === name);
    return found?.EndpointStatus === 'Deleting' ? undefined : { isThere: found !== undefined };
  });
  return isThere;
}

export async function hasConfig({ sagemaker }: Application, name: string): Promise<boolean> {
  const { EndpointConfigs = [] } = await sagemaker.send(
    new ListEndpointConfigsCommand({ NameContains: name }),
  );
  return EndpointConfigs.some(({ EndpointConfigName }) => EndpointConfigName === name);
}

export async function tagsOfEndpoint(
  application: Application,
  name: string,
): Promise<readonly (string | undefined)[]> {
  const ResourceArn = await arnOf(application, name);
  const { Tags = [] } = await application.sagemaker.send(new ListTagsCommand({ ResourceArn }));
  return Tags.map(({ Key }) => Key);
}

/** @returns what makes the lease of the deployed endpoint readable again */
export async function spoilLease(application: Application): Promise<() => Promise<void>> {
  const { sagemaker } = application;
  const ResourceArn = await arnOf(application, await deployedEndpoint(application));
  const Tags = [{ Key: LEASE_UNTIL_TAG, Value: 'no time' }];
  await sagemaker.send(new AddTagsCommand({ ResourceArn, Tags }));
  return async () => {
    await sagemaker.send(new DeleteTagsCommand({ ResourceArn, TagKeys: [LEASE_UNTIL_TAG] }));
  };
}

async function arnOf({ sagemaker }: Application, EndpointName: string): Promise<string> {
  const { EndpointArn = '' } = await sagemaker.send(new DescribeEndpointCommand({ EndpointName }));
  return EndpointArn;
}
