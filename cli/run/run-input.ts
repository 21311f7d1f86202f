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

/** Names a data set in an input, unless the input names one itself. @throws CliError when it does */
export function withDataset(
  input: Readonly<Record<string, unknown>>,
  uri: string,
): Record<string, unknown> {
  const dataset = (input.dataset ?? {}) as Record<string, unknown>;
  if (dataset.uri !== undefined) {
    throw new CliError(
      '--dataset and dataset.uri in --input both name a data set; give one of them',
    );
  }
  return { ...input, dataset: { ...dataset, uri } };
}

async function readTextFile(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new CliError(`${path} cannot be read: ${(cause as Error).message}`, { cause });
  }
}
