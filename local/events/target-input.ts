import { AwsError } from '../gateway/aws-error';

/** How a target's payload is made from an event: at most one of the three. */
export interface TargetInput {
  readonly Input?: string | undefined;
  readonly InputPath?: string | undefined;
  readonly InputTransformer?:
    | {
        readonly InputPathsMap?: Readonly<Record<string, string>> | undefined;
        readonly InputTemplate: string;
      }
    | undefined;
}

const PATH = /^\$(?:\.[A-Za-z0-9_-]+|\[\d+\])*$/;
const VARIABLE = /<([A-Za-z0-9_.-]+)>/g;

/**
 * Compiles a target's input: JSON text from an event. Paths are `$.detail.status`, `$.resources[0]`.
 * Source: EventBridge user guide, "Input transformation".
 * @throws AwsError ValidationException for a path or a variable that is not supported
 */
export function compileInput(input: TargetInput): (event: unknown) => string {
  const { Input, InputPath, InputTransformer } = input;
  if (Input !== undefined) return () => Input;
  if (InputPath !== undefined) {
    const read = compilePath(InputPath);
    return (event) => JSON.stringify(read(event) ?? null);
  }
  if (InputTransformer) {
    return compileTemplate(InputTransformer.InputTemplate, InputTransformer.InputPathsMap ?? {});
  }
  return (event) => JSON.stringify(event);
}

function compileTemplate(
  template: string,
  paths: Readonly<Record<string, string>>,
): (event: unknown) => string {
  const readers = Object.fromEntries(
    Object.entries(paths).map(([name, path]) => [name, compilePath(path)]),
  );
  for (const [, name = ''] of template.matchAll(VARIABLE)) {
    if (!(name in readers)) {
      throw invalid(`The input template uses <${name}>, which InputPathsMap does not define`);
    }
  }
  return (event) =>
    template.replace(VARIABLE, (_, name: string, at: number) => {
      const value = readers[name]?.(event);
      // Inside quotes a string goes in as it is; elsewhere every value goes in as JSON.
      return insideString(template, at) && typeof value === 'string'
        ? JSON.stringify(value).slice(1, -1)
        : JSON.stringify(value ?? '');
    });
}

function insideString(template: string, at: number): boolean {
  const quotes = template.slice(0, at).match(/(?<!\\)"/g) ?? [];
  return quotes.length % 2 === 1;
}

function compilePath(path: string): (event: unknown) => unknown {
  if (!PATH.test(path)) throw invalid(`The path '${path}' is not of the form $.detail.name[0]`);
  const steps = path.slice(1).match(/[A-Za-z0-9_-]+/g) ?? [];
  return (event) =>
    steps.reduce<unknown>((value, step) => {
      if (typeof value !== 'object' || value === null) return undefined;
      return new Map<string, unknown>(Object.entries(value)).get(step);
    }, event);
}

function invalid(message: string): AwsError {
  return new AwsError('ValidationException', message);
}
