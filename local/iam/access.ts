/** Who makes a call. */
export type Caller =
  /** Credentials that were not handed out here: the person at this machine, who administers the account. */
  | { readonly kind: 'account' }
  /** Code that runs under a role, e.g. a function, a state machine, a model's container. */
  | {
      readonly kind: 'role';
      readonly roleArn: string;
      readonly sessionName: string;
      /** Of the function whose code calls, without a qualifier; undefined for all else. */
      readonly functionArn?: string;
    }
  /** An AWS service on its own behalf, which only a resource's policy lets in, e.g. `events.amazonaws.com`. */
  | { readonly kind: 'service'; readonly principal: string };

/** Values of condition keys, by lower-case name: `s3:prefix`, `aws:sourcearn`. A key that is absent is not there. */
export type ConditionContext = Readonly<Record<string, string | readonly string[]>>;

/** One right that one call needs. A call that needs several makes a request for each. */
export interface AccessRequest {
  readonly caller: Caller;
  /** `service:Operation`, e.g. `s3:GetObject`. */
  readonly action: string;
  /** ARN, or `*` for an action that has no resource. */
  readonly resource: string;
  readonly context?: ConditionContext;
  /** The resource's own policy: of a bucket, key, queue, topic or function. */
  readonly resourcePolicy?: { readonly resourceArn: string; readonly document: unknown };
}

/** Evaluates calls against the account's policies. */
export interface Authorizer {
  /** @throws AwsError AccessDenied (or the service's own name for it) with action, principal and resource */
  authorize(request: AccessRequest): void;
}
