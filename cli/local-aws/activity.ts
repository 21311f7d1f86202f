import { CloudFormationClient, paginateDescribeStacks } from '@aws-sdk/client-cloudformation';
import { paginateListTransformJobs, SageMakerClient } from '@aws-sdk/client-sagemaker';
import { paginateListExecutions, paginateListStateMachines, SFNClient } from '@aws-sdk/client-sfn';
import { clientConfig } from '../../local/gateway/client-config';
import { type RunningRecord } from '../../local/running-record';

/**
 * What an embedded AWS holds and does, asked by AWS's own calls. A text in place of a list says why
 * there is none to see: the service is elsewhere, or cannot answer.
 */
export interface Activity {
  readonly stacks: readonly { readonly name: string; readonly status: string }[] | string;
  readonly executions: readonly InFlight[] | string;
  readonly transformJobs: readonly InFlight[] | string;
}

export interface InFlight {
  readonly name: string;
  readonly status: string;
  /** ISO 8601. */
  readonly startedAt: string;
}

type Place = Pick<RunningRecord, 'endpoint' | 'region' | 'services' | 'elsewhere'>;

export async function readActivity(place: Place): Promise<Activity> {
  const look = async <T>(service: string, read: (place: Place) => Promise<T>) => {
    const endpoint = place.elsewhere[service];
    if (endpoint !== undefined) return `at ${endpoint}`;
    if (!place.services.includes(service)) return 'nowhere';
    return read(place).catch((error: unknown) => `not to be seen: ${String(error)}`);
  };
  return {
    stacks: await look('cloudformation', readStacks),
    executions: await look('states', readExecutions),
    transformJobs: await look('sagemaker', readTransformJobs),
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
