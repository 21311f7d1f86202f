/** A resource's own policy, by the resource's ARN. */
export interface ResourcePolicy {
  readonly resourceArn: string;
  readonly document: unknown;
}

/**
 * Policies of queues, topics, keys and functions. A bucket keeps its own, since S3's API changes it.
 * A function's policy grows statement by statement; the others are put as a whole.
 */
export interface ResourcePolicies {
  put(resourceArn: string, document: unknown): void;
  delete(resourceArn: string): void;
  /** Adds or replaces one statement. */
  putStatement(resourceArn: string, sid: string, statement: object): void;
  /** Nothing happens when there is none. */
  deleteStatement(resourceArn: string, sid: string): void;
  /** Undefined for a resource without one. */
  of(resourceArn: string): ResourcePolicy | undefined;
  all(): readonly ResourcePolicy[];
  /** Another number after each change. */
  revision(): number;
}

export function createResourcePolicies(): ResourcePolicies {
  const documents = new Map<string, unknown>();
  const statements = new Map<string, Map<string, object>>();
  let revision = 0;
  const rebuild = (resourceArn: string, own: ReadonlyMap<string, object>): void => {
    revision += 1;
    if (own.size === 0) documents.delete(resourceArn);
    else {
      const Statement = [...own].map(([Sid, statement]) => ({ Sid, ...statement }));
      documents.set(resourceArn, { Version: '2012-10-17', Id: 'default', Statement });
    }
  };
  return {
    revision: () => revision,
    put(resourceArn, document) {
      revision += 1;
      documents.set(resourceArn, document);
    },
    delete(resourceArn) {
      revision += 1;
      documents.delete(resourceArn);
      statements.delete(resourceArn);
    },
    putStatement(resourceArn, sid, statement) {
      const own = statements.get(resourceArn) ?? new Map<string, object>();
      statements.set(resourceArn, own.set(sid, statement));
      rebuild(resourceArn, own);
    },
    deleteStatement(resourceArn, sid) {
      const own = statements.get(resourceArn);
      if (own?.delete(sid)) rebuild(resourceArn, own);
    },
    of(resourceArn) {
      const document = documents.get(resourceArn);
      return document === undefined ? undefined : { resourceArn, document };
    },
    all: () => [...documents].map(([resourceArn, document]) => ({ resourceArn, document })),
  };
}
