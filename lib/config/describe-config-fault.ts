import * as z from 'zod';
import { describeInvalid } from '../../domain/run/describe-invalid';
import { type ConfigFiles } from './config-files';

type Issue = z.core.$ZodIssue;

/** One line for the first fault: file, field, value and what is valid. */
export function describeConfigFault(
  error: z.ZodError,
  files: ConfigFiles,
  schema: z.core.$ZodType,
): string {
  const issues = error.issues.map(meantAlternative);
  const [first] = issues;
  const path =
    first?.code === 'unrecognized_keys'
      ? [...first.path, ...first.keys.slice(0, 1)]
      : (first?.path ?? []);
  const fault = describeInvalid(new z.ZodError(issues), files.merged, (at) =>
    fieldNames(schema, at),
  );
  return `${files.fileOf(path)}: ${fault}`;
}

/**
 * A model is one of two shapes, and its fault that of the shape that was meant: the one with the
 * fewest fields too many or wrong, and no text where an object is given. A field too many is told first, as it often explains a missing one.
 */
function meantAlternative(issue: Issue): Issue {
  if (issue.code !== 'invalid_union') return issue;
  const [meant] = [...issue.errors].sort((left, right) => weight(left) - weight(right));
  const fault = meant?.find(({ code }) => code === 'unrecognized_keys') ?? meant?.[0];
  return fault ? meantAlternative({ ...fault, path: [...issue.path, ...fault.path] }) : issue;
}

function weight(issues: readonly Issue[]): number {
  return issues
    .map((issue) => {
      if (issue.path.length === 0 && issue.code === 'invalid_type') return Infinity;
      return issue.code === 'unrecognized_keys' ? issue.keys.length : 1;
    })
    .reduce((sum, count) => sum + count, 0);
}

/** The fields that the schema has at `path`, over all alternatives. */
function fieldNames(schema: z.core.$ZodType, path: readonly PropertyKey[]): string[] {
  if (schema instanceof z.ZodUnion) {
    return [...new Set(schema.options.flatMap((option) => fieldNames(option, path)))];
  }
  if (
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodOptional
  ) {
    return fieldNames(schema.unwrap(), path);
  }
  const [key, ...rest] = path;
  if (schema instanceof z.ZodArray && typeof key === 'number')
    return fieldNames(schema.element, rest);
  if (schema instanceof z.ZodRecord && key !== undefined) return fieldNames(schema.valueType, rest);
  if (!(schema instanceof z.ZodObject)) return [];
  if (key === undefined) return Object.keys(schema.shape);
  const field: unknown = schema.shape[String(key)];
  return field instanceof z.ZodType ? fieldNames(field, rest) : [];
}
