import { readFile } from 'node:fs/promises';
import { CliError } from '../shared/cli-error';

/**
 * The execution input from the command line: JSON itself, or `@FILE` that holds it.
 * @throws CliError when it is no JSON object
 */
export async function readInput(option: string): Promise<Record<string, unknown>> {
  const from = option.startsWith('@') ? option.slice(1) : undefined;
  const where = from ?? '--input';
  const text = from === undefined ? option : await readTextFile(from);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new CliError(`${where} is not JSON: ${(cause as Error).message}`, { cause });
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new CliError(`${where} is not a JSON object; valid: {} or {"dataset": {...}, ...}`);
  }
  return value as Record<string, unknown>;
}

/** What options may say instead of the input. */
export interface InputNames {
  readonly preset?: string | undefined;
  readonly idempotencyKey?: string | undefined;
}

/**
 * Puts a preset and an idempotency key into an input; all else that the input says lies over the
 * preset, as in the console.
 * @throws CliError when the input names one itself
 */
export function withNames(
  input: Readonly<Record<string, unknown>>,
  { preset, idempotencyKey }: InputNames,
): Record<string, unknown> {
  return {
    ...input,
    ...named(input, 'preset', '--preset', preset),
    ...named(input, 'idempotencyKey', '--idempotency-key', idempotencyKey),
  };
}

function named(
  input: Readonly<Record<string, unknown>>,
  field: keyof InputNames,
  option: string,
  value: string | undefined,
): Record<string, unknown> {
  if (value === undefined) return {};
  if (input[field] === undefined) return { [field]: value };
  throw new CliError(`${option} and ${field} in --input both name one; give one of them`);
}

/** Keys of uploaded files; undefined for one that was not given. */
export interface UploadedFiles {
  readonly dataset: string | undefined;
  readonly references: string | undefined;
}

/**
 * Names uploaded files in an input.
 * @throws CliError when the input names others itself, or is no object where a file must be named
 */
export function withFiles(
  input: Readonly<Record<string, unknown>>,
  files: UploadedFiles,
): Record<string, unknown> {
  if (files.dataset === undefined && files.references === undefined) return { ...input };
  const dataset = objectAt(input, 'dataset', 'dataset');
  const references = objectAt(dataset, 'references', 'dataset.references');
  return {
    ...input,
    dataset: {
      ...withUri(dataset, files.dataset, '--dataset', 'dataset.uri'),
      ...(files.references === undefined
        ? {}
        : {
            references: withUri(
              references,
              files.references,
              '--references',
              'dataset.references.uri',
            ),
          }),
    },
  };
}

function withUri(
  named: Readonly<Record<string, unknown>>,
  uri: string | undefined,
  option: string,
  field: string,
): Readonly<Record<string, unknown>> {
  if (uri === undefined) return named;
  if (named.uri === undefined) return { ...named, uri };
  throw new CliError(`${option} and ${field} in --input both name a file; give one of them`);
}

/** The object at a field; {} where there is none. Anything else would be lost under a file's name. */
function objectAt(
  value: Readonly<Record<string, unknown>>,
  field: string,
  path: string,
): Readonly<Record<string, unknown>> {
  const found = value[field] ?? {};
  if (typeof found === 'object' && !Array.isArray(found)) return { ...found };
  throw new CliError(`${path} in --input is ${JSON.stringify(found)}; valid: an object`);
}

async function readTextFile(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new CliError(`${path} cannot be read: ${(cause as Error).message}`, { cause });
  }
}
