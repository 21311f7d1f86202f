/** An endpoint as DescribeEndpoint has it; `status` undefined: there is none of this name. */
export interface EndpointState {
  readonly name: string;
  readonly status: string | undefined;
  readonly failureReason?: string | undefined;
}

/**
 * One line: why an endpoint could not be invoked, and what to do. To be asked only after
 * InvokeEndpoint said that it was not found, which it says of all of these.
 */
export function endpointTrouble({ name, status, failureReason }: EndpointState): string {
  switch (status) {
    case undefined:
      return (
        `there is no endpoint '${name}' in this account and region: correct the name, ` +
        "or make the deployment's with `t2t endpoint up`"
      );
    case 'Creating':
      return (
        `endpoint '${name}' is being created (Creating), which takes some minutes: ` +
        'wait until `t2t endpoint status` says InService, then ask again'
      );
    case 'Failed':
      return (
        `endpoint '${name}' failed to start: ${failureReason ?? 'SageMaker gives no reason'}; ` +
        'remove it with `t2t endpoint down`, see to the reason, then `t2t endpoint up`'
      );
    case 'Deleting':
      return `endpoint '${name}' is being deleted: make it again with \`t2t endpoint up\` when it is gone`;
    case 'OutOfService':
      return `endpoint '${name}' is out of service: remove it with \`t2t endpoint down\`, then \`t2t endpoint up\``;
    default:
      return `endpoint '${name}' was not found although it is ${status}: ask again in a minute`;
  }
}
