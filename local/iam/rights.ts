import { type AccessRequest, type Authorizer, type Caller } from './access';

/** One right that a call needs, whoever calls. */
export type Right = Omit<AccessRequest, 'caller'>;

/** Where a service's resources are: the middle of their ARNs. */
export interface Place {
  readonly region: string;
  /** 12 digits. */
  readonly accountId: string;
}

/** The rights that one operation needs, all of them, from its input as it came: nothing is checked yet. */
export type RightsOf<I> = (input: I) => readonly Right[];

/** Input of an operation in AWS JSON, before anything has looked at it. */
export type JsonInput = Readonly<Record<string, unknown>>;

/** For a service that stands alone, without IAM beside it. */
export const allowEverything: Authorizer = { authorize: () => undefined };

/** @throws AwsError for the first right that the caller lacks */
export function authorizeAll(
  authorizer: Authorizer,
  caller: Caller,
  rights: readonly Right[],
): void {
  for (const right of rights) authorizer.authorize({ ...right, caller });
}

/** Passing a role to a service that will act under it. Source: IAM User Guide, "Granting a user permissions to pass a role". */
export function passRole(roleArn: unknown, service: string): readonly Right[] {
  if (typeof roleArn !== 'string') return [];
  const context = { 'iam:passedtoservice': service };
  return [{ action: 'iam:PassRole', resource: roleArn, context }];
}

/** A text of the input; empty when it is missing or something else, which its operation will say. */
export function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
