import { CloudFormationClient, paginateDescribeStacks } from '@aws-sdk/client-cloudformation';
import { paginateListTransformJobs, SageMakerClient } from '@aws-sdk/client-sagemaker';
import { paginateListExecutions, paginateListStateMachines, SFNClient } from '@aws-sdk/client-sfn';
import { clientConfig } from '../../local/gateway/client-config';
import { type RunningRecord } from '../../local/running-record';

/** What an embedded AWS holds and does, asked by AWS's own calls. A part that it does not run stays empty. */
export interface Activity {
  readonly stacks: readonly { readonly name: string; readonly status: string }[];
  readonly executions: readonly InFlight[];
  readonly transformJobs: readonly InFlight[];
}

export interface InFlight {
  readonly name: string;
  readonly status: string;
  /** ISO 8601. */
  readonly startedAt: string;
}

type Place = Pick<RunningRecord, 'endpoint' | 'region' | 'services'>;

export async function readActivity(place: Place): Promise<Activity> {
  const has = (signingName: string): boolean => place.services.includes(signingName);
  return {
    stacks: has('cloudformation') ? await readStacks(place) : [],
    executions: has('states') ? await readExecutions(place) : [],
    transformJobs: has('sagemaker') ? await readTransformJobs(place) : [],
  };
}

async function readStacks(place: Place): Promise<Activity['stacks']> {
  const client = new CloudFormationClient(clientConfig(place.endpoint, place.region));
  const stacks = [];
  for await (const { Stacks = [] } of paginateDescribeStacks({ client }, {})) {
    for (const { StackName = '', StackStatus = '' } of Stacks) {
      stacks.push({ name: StackName, status: StackStatus });
    }
  }
  client.destroy();
  return stacks;
}

async function readExecutions(place: Place): Promise<InFlight[]> {
  const client = new SFNClient(clientConfig(place.endpoint, place.region));
  const running: InFlight[] = [];
  for await (const { stateMachines = [] } of paginateListStateMachines({ client }, {})) {
    for (const { stateMachineArn } of stateMachines) {
      const wanted = { stateMachineArn, statusFilter: 'RUNNING' as const };
      for await (const { executions = [] } of paginateListExecutions({ client }, wanted)) {
        running.push(
          ...executions.map(({ name, status, startDate }) => inFlight(name, status, startDate)),
        );
      }
    }
  }
  client.destroy();
  return running;
}

async function readTransformJobs(place: Place): Promise<InFlight[]> {
  const client = new SageMakerClient(clientConfig(place.endpoint, place.region));
  const running: InFlight[] = [];
  for (const StatusEquals of ['InProgress', 'Stopping'] as const) {
    const pages = paginateListTransformJobs({ client }, { StatusEquals });
    for await (const { TransformJobSummaries = [] } of pages) {
      running.push(
        ...TransformJobSummaries.map((job) =>
          inFlight(job.TransformJobName, job.TransformJobStatus, job.CreationTime),
        ),
      );
    }
  }
  client.destroy();
  return running;
}

function inFlight(name = '', status = '', startedAt = new Date(0)): InFlight {
  return { name, status, startedAt: startedAt.toISOString() };
}
