import { AwsError } from '../gateway/aws-error';
import { type CodePackage } from './code-package';
import { type State, volatileState } from '../state/state';
import { type StoredFunction, type StoredVersion, functionFormat } from './function-format';
import { parseFunctionReference } from './function-arn';
import { type FunctionConfig } from './function-config';
import { type FunctionRunner } from './function-runner';

/** One version of a function: `$LATEST`, or a published one, which never changes. */
export interface FunctionVersion {
  readonly version: string;
  readonly config: FunctionConfig;
  readonly code: CodePackage;
  readonly runner: FunctionRunner;
}

export interface DeployedFunction {
  latest: FunctionVersion;
  readonly published: FunctionVersion[];
  /** Number of the last published version, 0 before the first: a deleted number is not used again. */
  lastVersion: number;
  /** Alias name -> version. */
  readonly aliases: Map<string, string>;
}

export interface FunctionRegistry {
  /** After a change of what `get` has given. */
  save(deployed: DeployedFunction): void;
  add(name: string, deployed: DeployedFunction): void;
  remove(name: string): DeployedFunction;
  get(name: string): DeployedFunction;
  has(name: string): boolean;
  all(): readonly DeployedFunction[];
  /** Name, ARN or qualified ARN -> the version that answers it. */
  resolve(reference: string): FunctionVersion;
}

export interface KeptFunctions {
  readonly state: State;
  /** Directory of the code packages. */
  readonly workDir: string;
  readonly startVersion: (stored: StoredVersion) => FunctionVersion;
}

export function createFunctionRegistry(
  arnOf: (name: string) => string,
  kept?: KeptFunctions,
): FunctionRegistry {
  const read = ({ latest, published, lastVersion, aliases }: StoredFunction): DeployedFunction => {
    if (!kept) throw new Error('Functions are not kept here');
    return {
      latest: kept.startVersion(latest),
      published: published.map(kept.startVersion),
      lastVersion,
      aliases: new Map(aliases),
    };
  };
  const { state = volatileState, workDir = '' } = kept ?? {};
  const functions: Map<string, DeployedFunction> = state.map(
    'functions',
    functionFormat(workDir, read),
  );
  const notFound = (name: string, qualifier?: string): AwsError => {
    const arn = qualifier === undefined ? arnOf(name) : `${arnOf(name)}:${qualifier}`;
    return new AwsError('ResourceNotFoundException', `Function not found: ${arn}`, 404);
  };
  const get = (name: string): DeployedFunction => {
    const deployed = functions.get(name);
    if (!deployed) throw notFound(name);
    return deployed;
  };

  return {
    get,
    save: (deployed) => void functions.set(deployed.latest.config.functionName, deployed),
    add: (name, deployed) => void functions.set(name, deployed),
    has: (name) => functions.has(name),
    all: () => [...functions.values()],
    remove(name) {
      const deployed = get(name);
      functions.delete(name);
      return deployed;
    },
    resolve(reference) {
      const { functionName, qualifier } = parseFunctionReference(reference);
      const { latest, published, aliases } = get(functionName);
      if (qualifier === '$LATEST') return latest;
      const wanted = aliases.get(qualifier) ?? qualifier;
      const found = published.find(({ version }) => version === wanted);
      if (!found) throw notFound(functionName, qualifier);
      return found;
    },
  };
}
