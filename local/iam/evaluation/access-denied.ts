import { AwsError } from '../../gateway/aws-error';
import { type AccessRequest } from '../access';
import { type DenialReason } from './evaluate';

/** A call that the account's policies do not allow, in the words and under the name that AWS uses. */
export class AccessDeniedError extends AwsError {
  constructor(
    readonly request: AccessRequest,
    shownCaller: string,
    readonly reason: DenialReason,
  ) {
    const { action, resource } = request;
    const on = resource === '*' ? '' : ` on resource: ${resource}`;
    super(
      codeOf(request),
      `User: ${shownCaller} is not authorized to perform: ${action}${on} ${because(action, reason)}`,
      403,
    );
  }
}

/** Whether an error is a denial, whatever the service calls it. */
export function isAccessDenied(error: unknown): error is AccessDeniedError {
  return error instanceof AccessDeniedError;
}

const POLICY_TYPES = {
  identity: { one: 'an identity-based policy', none: 'no identity-based policy' },
  boundary: { one: 'a permissions boundary', none: 'no permissions boundary' },
  resource: { one: 'a resource-based policy', none: 'no resource-based policy' },
} as const;

/** Source: IAM User Guide, "Troubleshoot access denied error messages". */
function because(action: string, reason: DenialReason): string {
  if (reason.kind === 'explicit') {
    return `with an explicit deny in ${POLICY_TYPES[reason.by.source.layer].one}`;
  }
  if (action === 'sts:AssumeRole' && reason.layer === 'resource') {
    return `because no role trust policy allows the ${action} action`;
  }
  return `because ${POLICY_TYPES[reason.layer].none} allows the ${action} action`;
}

/** Services whose protocol is older than the name that newer ones use. */
const ERROR_CODES: Readonly<Record<string, string>> = {
  cloudformation: 'AccessDenied',
  iam: 'AccessDenied',
  s3: 'AccessDenied',
  sns: 'AuthorizationError',
  sqs: 'AccessDenied',
  sts: 'AccessDenied',
};

/** A right on a key is missed by the service that uses the key, which then answers. */
function codeOf({ action, context }: AccessRequest): string {
  const viaService = context?.['kms:viaservice'];
  const via = typeof viaService === 'string' ? viaService.split('.')[0] : undefined;
  const service = via ?? action.slice(0, action.indexOf(':'));
  return ERROR_CODES[service] ?? 'AccessDeniedException';
}
