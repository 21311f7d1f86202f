/** A right that AWS demands and that no call here asks for. */
export interface UnobservableRight {
  /** Lower-case letters and hyphens, for tables. */
  readonly name: string;
  /** Actions in full. */
  readonly actions: readonly string[];
  /** Names of roles that it is about, as a regular expression; all unless given. */
  readonly roles?: RegExp;
  /** The AWS page that demands the right. */
  readonly page: string;
  /** Why it cannot be seen here. */
  readonly why: string;
}

/** At most so many may be excused; a test holds it. */
export const MOST_UNOBSERVABLE_RIGHTS = 12;

/** What excuses a granted right from being used, in the report and in the mutation of rights. */
export const unobservableRights: readonly UnobservableRight[] = [];
