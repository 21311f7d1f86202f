import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Caller } from '../iam/access';

/** What the gateway knows of a request before a service sees it. */
export interface RequestContext {
  readonly requestId: string;
  /** Access key of the SigV4 credential scope; undefined for an unsigned request. */
  readonly accessKeyId: string | undefined;
  /** Who that is, and whose rights the call is evaluated by. */
  readonly caller: Caller;
  /** Region of the credential scope, else the gateway's own. */
  readonly region: string;
  /** Account that owns everything here, 12 digits. */
  readonly accountId: string;
}

/**
 * One AWS service behind the gateway. A service owns its wire protocol, its state and its errors;
 * the gateway only finds it, by the signing name in the SigV4 credential scope.
 */
export interface AwsService {
  /** Signing name in the credential scope, e.g. `s3`, `states`, `sagemaker`. */
  readonly signingName: string;
  /** Answers one request completely. A rejection is answered as InternalFailure by the gateway. */
  handle(
    request: IncomingMessage,
    response: ServerResponse,
    context: RequestContext,
  ): Promise<void>;
  /** Stops what the service runs (jobs, executions, child processes). Idempotent. */
  close(): Promise<void>;
}
