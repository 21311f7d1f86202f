import * as z from 'zod';
import { AwsError } from '../gateway/aws-error';

type Issue = z.core.$ZodIssue;

/** Environment values may have 10,240 characters; a message needs the start of them. */
const MAX_QUOTED = 256;

/**
 * Checks a request as SageMaker's front end does and gives it its type.
 * A value of the wrong JSON type is a SerializationException; every broken constraint is listed in one
 * ValidationException, in the words of AWS: `N validation error(s) detected: Value '...' at 'transformJobName'
 * failed to satisfy constraint: ...`. Members that the schema does not name are dropped.
 */
export function parseRequest<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
): z.output<Schema> {
  const result = schema.safeParse(input, { reportInput: true });
  if (result.success) return result.data;
  const { issues } = result.error;
  const wrongType = issues.find((issue) => issue.code === 'invalid_type' && isPresent(issue.input));
  if (wrongType) throw new AwsError('SerializationException', describeWrongType(wrongType));
  const errors = issues.map(
    (issue) =>
      `Value ${quote(issue.input)} at '${memberPath(issue.path)}' failed to satisfy constraint: ${constraint(issue)}`,
  );
  const noun = errors.length === 1 ? 'validation error' : 'validation errors';
  throw validationException(`${errors.length} ${noun} detected: ${errors.join('; ')}`);
}

/** SageMaker does not model ValidationException; it is the name that clients see nevertheless. */
export function validationException(message: string): AwsError {
  return new AwsError('ValidationException', message);
}

/** A member that AWS knows and this program does not act upon: refused by name rather than ignored. */
export function unsupported(member: string, supported?: string): AwsError {
  const valid = supported === undefined ? '' : ` Supported: ${supported}.`;
  return validationException(`The embedded SageMaker does not support ${member}.${valid}`);
}

/** A string with AWS's length bounds and, if given, a pattern for the whole of it. */
export function text(minLength: number, maxLength: number, pattern?: RegExp): z.ZodType<string> {
  const bounded = z.string().min(minLength).max(maxLength);
  return pattern ? bounded.regex(pattern) : bounded;
}

interface MapBounds {
  readonly maxEntries: number;
  readonly maxKeyLength: number;
  readonly keyPattern: RegExp;
  readonly maxValueLength: number;
}

/** A map of strings, bounded as `Environment` is; AWS reports a bad entry at the map, not at the key. */
export function stringMap(bounds: MapBounds): z.ZodType<Record<string, string>> {
  const { maxEntries, maxKeyLength, keyPattern, maxValueLength } = bounds;
  return z.record(z.string(), z.string()).superRefine((map, context) => {
    const refuse = (input: unknown, message: string): void => {
      context.addIssue({ code: 'custom', input, message });
    };
    const entries = Object.entries(map);
    if (entries.length > maxEntries) refuse(map, atMostLong(maxEntries));
    for (const [key, value] of entries) {
      const entry = { [key]: value };
      if (key.length > maxKeyLength) {
        refuse(entry, `Map keys must satisfy constraint: [${atMostLong(maxKeyLength)}]`);
      } else if (!keyPattern.test(key)) {
        refuse(entry, `Map keys must satisfy constraint: [${mustMatch(String(keyPattern))}]`);
      }
      if (value.length > maxValueLength) {
        refuse(entry, `Map value must satisfy constraint: [${atMostLong(maxValueLength)}]`);
      }
    }
  });
}

function isPresent(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function describeWrongType(issue: Issue): string {
  const expected = 'expected' in issue ? String(issue.expected) : 'another type';
  return `Value ${quote(issue.input)} at '${memberPath(issue.path)}' cannot be read as ${expected}`;
}

function constraint(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return 'Member must not be null';
    case 'too_small':
      return issue.origin === 'string' || issue.origin === 'array'
        ? `Member must have length greater than or equal to ${String(issue.minimum)}`
        : `Member must have value greater than or equal to ${String(issue.minimum)}`;
    case 'too_big':
      return issue.origin === 'string' || issue.origin === 'array'
        ? atMostLong(Number(issue.maximum))
        : `Member must have value less than or equal to ${String(issue.maximum)}`;
    case 'invalid_value':
      return `Member must satisfy enum value set: [${issue.values.map(String).join(', ')}]`;
    case 'invalid_format':
      return mustMatch(issue.pattern ?? issue.format);
    default:
      return issue.message;
  }
}

function atMostLong(maxLength: number): string {
  return `Member must have length less than or equal to ${maxLength}`;
}

/** `/^abc$/` -> `abc`: AWS prints the pattern of the model, which is meant for the whole value. */
function mustMatch(pattern: string): string {
  const bare = pattern.replace(/^\/\^?/, '').replace(/\$?\/[a-z]*$/, '');
  return `Member must satisfy regular expression pattern: ${bare}`;
}

/** `TransformInput`, `DataSource` -> `transformInput.dataSource`; list members count from 1: `tags.1.member.key`. */
function memberPath(path: readonly PropertyKey[]): string {
  return path
    .map((step) => (typeof step === 'number' ? `${step + 1}.member` : lowerFirst(String(step))))
    .join('.');
}

function lowerFirst(word: string): string {
  return word.slice(0, 1).toLowerCase() + word.slice(1);
}

/** A value as Java prints it (AWS's front end), cut where it would drown the message. */
function quote(value: unknown): string {
  if (!isPresent(value)) return 'null';
  const printed = isMap(value)
    ? `{${Object.entries(value)
        .map(([key, member]) => `${key}=${String(member)}`)
        .join(', ')}}`
    : String(value);
  const cut = printed.length > MAX_QUOTED ? `${printed.slice(0, MAX_QUOTED)}...` : printed;
  return `'${cut}'`;
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
