import { type SortedKeys } from './key-index';
import { compareUtf8 } from './utf8-order';

/** The keys of two indexes as if they were one, each key once. */
export class UnitedKeys implements SortedKeys {
  constructor(
    private readonly one: SortedKeys,
    private readonly other: SortedKeys,
  ) {}

  atOrAfter(key: string): string | undefined {
    return lesser(this.one.atOrAfter(key), this.other.atOrAfter(key));
  }

  after(key: string): string | undefined {
    return lesser(this.one.after(key), this.other.after(key));
  }

  afterPrefix(prefix: string): string | undefined {
    return lesser(this.one.afterPrefix(prefix), this.other.afterPrefix(prefix));
  }
}

function lesser(left: string | undefined, right: string | undefined): string | undefined {
  if (left === undefined || right === undefined) return left ?? right;
  return compareUtf8(left, right) <= 0 ? left : right;
}
