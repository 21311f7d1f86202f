import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ConfigError } from './config-error';
import { isPlainObject, mergeDeep, type PlainObject } from './merge-deep';

/** A set of hyperparameters belongs together, as in the execution input: `top_k` of one means nothing in another. */
const REPLACED_WHOLE = ['hyperParameters'];

export interface ConfigFile {
  /** As a person would name it: `config/local.json`. */
  readonly label: string;
  readonly content: PlainObject;
}

/** `default.json` and at most one overlay, merged, remembering which file said what. */
export class ConfigFiles {
  private constructor(private readonly files: readonly [ConfigFile, ...ConfigFile[]]) {}

  static read(directory: string, name: string | undefined): ConfigFiles {
    const base = readConfigFile(directory, 'default');
    if (name === undefined || name === 'default') return new ConfigFiles([base]);
    const overlays = readdirSync(directory)
      .filter((file) => file.endsWith('.json') && file !== 'default.json')
      .map((file) => basename(file, '.json'));
    if (!overlays.includes(name)) {
      throw new ConfigError(
        `-c config=${name}: there is no ${basename(directory)}/${name}.json; valid: ${overlays.join(', ') || 'no overlay exists'}`,
      );
    }
    return new ConfigFiles([base, readConfigFile(directory, name)]);
  }

  /** An overlay that was never in a file. */
  static overlay(directory: string, overlay: ConfigFile): ConfigFiles {
    return new ConfigFiles([readConfigFile(directory, 'default'), overlay]);
  }

  get merged(): PlainObject {
    return this.files
      .map((file) => file.content)
      .reduce((base, overlay) => mergeDeep(base, overlay, REPLACED_WHOLE));
  }

  /** The file that decided the value at `path`; for a missing one, the file that began its object. */
  fileOf(path: readonly PropertyKey[]): string {
    const decider = this.files.findLast((file) => decides(file.content, path));
    return (decider ?? this.fileThatBegan(path.slice(0, -1))).label;
  }

  private fileThatBegan(path: readonly PropertyKey[]): ConfigFile {
    return (
      this.files.find((file) => decides(file.content, path)) ??
      this.fileThatBegan(path.slice(0, -1))
    );
  }
}

function readConfigFile(directory: string, name: string): ConfigFile {
  const path = join(directory, `${name}.json`);
  const label = `${basename(directory)}/${name}.json`;
  if (!existsSync(path)) throw new ConfigError(`${label}: there is no such file at ${path}`);
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    const reason = error instanceof Error ? error.message.replaceAll('\n', ' ') : String(error);
    throw new ConfigError(`${label}: not valid JSON: ${reason}`, { cause: error });
  }
  if (!isPlainObject(content)) throw new ConfigError(`${label}: valid: one JSON object`);
  // For editors: where the JSON Schema of these files is.
  const { $schema: _, ...fields } = content;
  return { label, content: fields };
}

/** A list is replaced whole, so whoever has the list decides what is in it and what is missing. */
function decides(content: unknown, path: readonly PropertyKey[]): boolean {
  const [key, ...rest] = path;
  if (key === undefined || Array.isArray(content)) return true;
  if (!isPlainObject(content) || typeof key !== 'string' || !Object.hasOwn(content, key))
    return false;
  return decides(content[key], rest);
}
