import {
  type ValueTestOf,
  arnLike,
  binaryEquals,
  bool,
  date,
  ipAddress,
  numeric,
  stringEquals,
  stringEqualsIgnoreCase,
  stringLike,
} from './value-tests';

/** A condition operator without its prefix and suffix. */
export interface Operator {
  readonly test: ValueTestOf;
  /** `Not...`: holds when none of the policy's values matches, also for an absent key. */
  readonly negated: boolean;
  /** Whether `${...}` in its values is a variable: in operators of texts and ARNs only. */
  readonly variables: boolean;
}

const equal = (given: number, wanted: number): boolean => given === wanted;
const less = (given: number, wanted: number): boolean => given < wanted;
const atMost = (given: number, wanted: number): boolean => given <= wanted;
const greater = (given: number, wanted: number): boolean => given > wanted;
const atLeast = (given: number, wanted: number): boolean => given >= wanted;

const is = (test: ValueTestOf): Operator => ({ test, negated: false, variables: false });
const not = (test: ValueTestOf): Operator => ({ test, negated: true, variables: false });
const withVariables = (operator: Operator): Operator => ({ ...operator, variables: true });

/** All but `Null`. Source: IAM User Guide, "IAM JSON policy elements: Condition operators". */
export const operators: ReadonlyMap<string, Operator> = new Map([
  ['StringEquals', withVariables(is(stringEquals))],
  ['StringNotEquals', withVariables(not(stringEquals))],
  ['StringEqualsIgnoreCase', withVariables(is(stringEqualsIgnoreCase))],
  ['StringNotEqualsIgnoreCase', withVariables(not(stringEqualsIgnoreCase))],
  ['StringLike', withVariables(is(stringLike))],
  ['StringNotLike', withVariables(not(stringLike))],
  ['ArnEquals', withVariables(is(arnLike))],
  ['ArnLike', withVariables(is(arnLike))],
  ['ArnNotEquals', withVariables(not(arnLike))],
  ['ArnNotLike', withVariables(not(arnLike))],
  ['Bool', is(bool)],
  ['BinaryEquals', is(binaryEquals)],
  ['NumericEquals', is(numeric(equal))],
  ['NumericNotEquals', not(numeric(equal))],
  ['NumericLessThan', is(numeric(less))],
  ['NumericLessThanEquals', is(numeric(atMost))],
  ['NumericGreaterThan', is(numeric(greater))],
  ['NumericGreaterThanEquals', is(numeric(atLeast))],
  ['DateEquals', is(date(equal))],
  ['DateNotEquals', not(date(equal))],
  ['DateLessThan', is(date(less))],
  ['DateLessThanEquals', is(date(atMost))],
  ['DateGreaterThan', is(date(greater))],
  ['DateGreaterThanEquals', is(date(atLeast))],
  ['IpAddress', is(ipAddress)],
  ['NotIpAddress', not(ipAddress)],
]);
