import { AwsError } from '../gateway/aws-error';

/** Where a service lives: the middle of its ARNs. */
export interface Account {
  readonly region: string;
  /** 12 digits. */
  readonly accountId: string;
}

export function stateMachineArn({ region, accountId }: Account, name: string): string {
  return `arn:aws:states:${region}:${accountId}:stateMachine:${name}`;
}

/** `machine` is a state machine's name, or `name/label` for the children of a distributed Map. */
export function executionArn(
  { region, accountId }: Account,
  machine: string,
  name: string,
): string {
  return `arn:aws:states:${region}:${accountId}:execution:${machine}:${name}`;
}

export function mapRunArn({ region, accountId }: Account, machine: string, id: string): string {
  return `arn:aws:states:${region}:${accountId}:mapRun:${machine}:${id}`;
}

type ResourceType = 'stateMachine' | 'execution' | 'mapRun';

/** @throws AwsError InvalidArn unless the ARN is one of the type */
export function checkArn(arn: string, type: ResourceType): string {
  const pattern = /^arn:aws[a-z-]*:states:[a-z0-9-]+:\d{12}:([A-Za-z]+):.+$/;
  if (pattern.exec(arn)?.[1] !== type) {
    throw new AwsError('InvalidArn', `Invalid Arn: '${arn}' is not the ARN of a ${type}`);
  }
  return arn;
}
