import { BlockList, isIP } from 'node:net';
import { type ConditionContext } from '../access';
import { matchesArn } from './arn-match';
import {
  type Pattern,
  type PatternSyntax,
  type Step,
  matchesSteps,
  parsePattern,
  resolvePattern,
} from './pattern';
import { PolicyError } from './policy-error';

/** Whether one value of a request is what one value of a policy asks for. */
export type ValueTest = (given: string, context: ConditionContext) => boolean;

/** Where a value stands, and whether `${...}` in it is a variable. */
export interface ValuePlace {
  readonly where: string;
  readonly variables: boolean;
}

/** Makes the test of one value of a policy. @throws PolicyError for a value of the wrong form */
export type ValueTestOf = (value: string, place: ValuePlace) => ValueTest;

function byPattern(
  wildcards: boolean,
  matches: (steps: readonly Step[], given: string) => boolean,
): ValueTestOf {
  return (value, { where, variables }) => {
    const syntax: PatternSyntax = { wildcards, variables };
    const pattern: Pattern = parsePattern(value, syntax, where);
    return (given, context) => {
      const steps = resolvePattern(pattern, context);
      return steps !== undefined && matches(steps, given);
    };
  };
}

export const stringEquals = byPattern(false, matchesSteps);
export const stringLike = byPattern(true, matchesSteps);
/** ArnEquals and ArnLike behave alike. */
export const arnLike = byPattern(true, matchesArn);
export const stringEqualsIgnoreCase = byPattern(false, (steps, given) => {
  const lower = steps.map((step) => (typeof step === 'string' ? step.toLowerCase() : step));
  return matchesSteps(lower, given.toLowerCase());
});

/** `true` and `false` of any case; other values of a request match neither. */
export const bool: ValueTestOf = (value, { where }) => {
  const wanted = value.toLowerCase();
  if (wanted !== 'true' && wanted !== 'false') refuse(value, where, 'true or false');
  return (given) => given.toLowerCase() === wanted;
};

/** Base64 on both sides, compared as bytes are: same bytes, same text. */
export const binaryEquals: ValueTestOf = (value, { where }) => {
  const bytes = Buffer.from(value, 'base64');
  if (bytes.toString('base64') !== value) refuse(value, where, 'Base64');
  return (given) => bytes.equals(Buffer.from(given, 'base64'));
};

type Comparison = (given: number, wanted: number) => boolean;

export function numeric(compare: Comparison): ValueTestOf {
  return (value, { where }) => {
    const wanted = toNumber(value);
    if (Number.isNaN(wanted)) refuse(value, where, 'a number');
    return (given) => compare(toNumber(given), wanted);
  };
}

/** Dates are ISO 8601 as W3C profiles it, or seconds since 1970. */
export function date(compare: Comparison): ValueTestOf {
  return (value, { where }) => {
    const wanted = toTime(value);
    if (Number.isNaN(wanted)) {
      refuse(value, where, 'a date like 2027-01-31T02:00:00Z, or seconds since 1970');
    }
    return (given) => compare(toTime(given), wanted);
  };
}

/** A range in CIDR notation, or one address, of IPv4 or IPv6. */
export const ipAddress: ValueTestOf = (value, { where }) => {
  const [address = '', bits] = value.split('/');
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
  const longest = family === 'ipv6' ? 128 : 32;
  const prefix = bits === undefined ? longest : toNumber(bits);
  if (isIP(address) === 0 || !Number.isInteger(prefix) || prefix < 0 || prefix > longest) {
    refuse(value, where, 'an address or a range like 203.0.113.0/24');
  }
  const range = new BlockList();
  range.addSubnet(address, prefix, family);
  return (given) => isIP(given) !== 0 && range.check(given, isIP(given) === 6 ? 'ipv6' : 'ipv4');
};

/** NaN for anything but a plain decimal number, the empty text among it. */
function toNumber(text: string): number {
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/iu.test(text) ? Number(text) : NaN;
}

/** Milliseconds since 1970, NaN for what is no date. */
function toTime(text: string): number {
  if (/^\d+$/u.test(text) && text.length > 4) return Number(text) * 1000;
  return /^\d{4}(-\d{2}(-\d{2}(T[\d:.]+(Z|[+-]\d{2}:?\d{2})?)?)?)?$/u.test(text)
    ? Date.parse(/T[\d:.]+$/u.test(text) ? `${text}Z` : text)
    : NaN;
}

function refuse(value: string, where: string, valid: string): never {
  throw new PolicyError(`${where}: "${value}" is not ${valid}`);
}
