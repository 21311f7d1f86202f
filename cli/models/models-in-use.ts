import { DescribeStacksCommand, paginateListStackResources } from '@aws-sdk/client-cloudformation';
import { GetObjectCommand, NoSuchKey } from '@aws-sdk/client-s3';
import {
  DescribeEndpointConfigCommand,
  DescribeTransformJobCommand,
  paginateListEndpointConfigs,
  paginateListTransformJobs,
} from '@aws-sdk/client-sagemaker';
import { paginateListExecutions } from '@aws-sdk/client-sfn';
import * as z from 'zod';
import { RunLayout } from '../../domain/run/layout';
import { runIdOf } from '../../domain/run/names';
import { findDeployment, NotDeployed } from '../aws/deployment';
import { CliError } from '../shared/cli-error';
import { type PruneClients } from './prune-clients';

/** The stack of a deployment's models. */
export const modelStackOf = (stackPrefix: string): string => `${stackPrefix}-Model`;

/** Of a plan, whatever version wrote it. */
const planSchema = z.object({ model: z.object({ modelName: z.string() }) });

/**
 * Names of models that must stay, each with the reason: the stack deploys it, a running execution
 * has planned with it, or a transform job or an endpoint's configuration has it (of whatever
 * deployment).
 *
 * @throws CliError while the stack changes, or an execution has not planned yet: what they will use
 *   is not known
 */
export async function modelsInUse(
  clients: PruneClients,
  stackPrefix: string,
): Promise<ReadonlyMap<string, string>> {
  const inUse = new Map<string, string>();
  // From the weakest reason to the one that a person should read.
  for await (const [name, config] of modelsOfEndpoints(clients)) {
    inUse.set(name, `endpoint configuration ${config}`);
  }
  for await (const [name, job] of modelsOfJobs(clients)) inUse.set(name, `transform job ${job}`);
  for await (const [name, run] of modelsOfRuns(clients, stackPrefix)) inUse.set(name, `run ${run}`);
  const stackName = modelStackOf(stackPrefix);
  for await (const name of deployedModels(clients, stackName)) inUse.set(name, `stack ${stackName}`);
  return inUse;
}

async function* deployedModels(
  { cloudFormation }: PruneClients,
  StackName: string,
): AsyncGenerator<string> {
  try {
    const { Stacks } = await cloudFormation.send(new DescribeStacksCommand({ StackName }));
    const status = Stacks?.[0]?.StackStatus ?? '';
    // If it fails now, it goes back to a model that no list of its resources has any more.
    if (status.endsWith('_IN_PROGRESS')) {
      throw new CliError(`stack ${StackName} is ${status}; try again when it has ended`);
    }
    const pages = paginateListStackResources({ client: cloudFormation }, { StackName });
    for await (const { StackResourceSummaries = [] } of pages) {
      for (const { ResourceType, PhysicalResourceId = '' } of StackResourceSummaries) {
        // The id is the ARN: `arn:aws:sagemaker:us-east-1:111122223333:model/NAME`.
        if (ResourceType === 'AWS::SageMaker::Model') yield PhysicalResourceId.split('/').at(-1) ?? '';
      }
    }
  } catch (error) {
    if (!(error instanceof Error) || !error.message.includes('does not exist')) throw error;
  }
}

async function* modelsOfJobs({ sagemaker }: PruneClients): AsyncGenerator<[string, string]> {
  const pages = paginateListTransformJobs(
    { client: sagemaker, pageSize: 100 },
    { StatusEquals: 'InProgress' },
  );
  for await (const { TransformJobSummaries = [] } of pages) {
    for (const { TransformJobName } of TransformJobSummaries) {
      const job = await sagemaker.send(new DescribeTransformJobCommand({ TransformJobName }));
      yield [job.ModelName ?? '', TransformJobName ?? ''];
    }
  }
}

/** An endpoint that loses its model can neither scale out nor replace an instance, and says so late. */
async function* modelsOfEndpoints({ sagemaker }: PruneClients): AsyncGenerator<[string, string]> {
  const pages = paginateListEndpointConfigs({ client: sagemaker, pageSize: 100 }, {});
  for await (const { EndpointConfigs = [] } of pages) {
    for (const { EndpointConfigName = '' } of EndpointConfigs) {
      const { ProductionVariants = [] } = await sagemaker.send(
        new DescribeEndpointConfigCommand({ EndpointConfigName }),
      );
      for (const { ModelName = '' } of ProductionVariants) yield [ModelName, EndpointConfigName];
    }
  }
}

/** A run has its model long before it has a job: preparing the input comes between. */
async function* modelsOfRuns(
  { cloudFormation, stepFunctions, s3 }: PruneClients,
  stackPrefix: string,
): AsyncGenerator<[string, string]> {
  const deployment = await findDeployment(cloudFormation, stackPrefix).catch((error: unknown) => {
    if (error instanceof NotDeployed) return undefined;
    throw error;
  });
  if (!deployment) return;
  const { stateMachineArn, dataBucket: Bucket } = deployment;
  const pages = paginateListExecutions(
    { client: stepFunctions },
    { stateMachineArn, statusFilter: 'RUNNING' },
  );
  for await (const { executions = [] } of pages) {
    for (const { name = '' } of executions) {
      const { runId, plan: Key } = new RunLayout(runIdOf(name));
      const object = await s3.send(new GetObjectCommand({ Bucket, Key })).catch((cause: unknown) => {
        if (!(cause instanceof NoSuchKey)) throw cause;
        throw new CliError(
          `run ${runId} has started and not planned yet, so its model is not known; try again in a minute`,
          { cause },
        );
      });
      const plan: unknown = JSON.parse((await object.Body?.transformToString()) ?? '');
      yield [planSchema.parse(plan).model.modelName, runId];
    }
  }
}
