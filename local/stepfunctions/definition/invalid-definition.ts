import { AwsError } from '../../gateway/aws-error';

/** Codes of AWS's diagnostics (ValidateStateMachineDefinition); asl-validator has more of them. */
export type DiagnosticCode =
  | 'INVALID_JSON_DESCRIPTION'
  | 'INVALID_JSONATA_EXPRESSION'
  | 'SCHEMA_VALIDATION_FAILED'
  | 'UNSUPPORTED_JSONATA_EXPRESSION'
  | 'VARIABLE_SCOPE';

export interface Diagnostic {
  readonly severity: 'ERROR';
  readonly code: string;
  readonly message: string;
  /** Path in the definition, where it is known. */
  readonly location?: string;
}

/** Where in the definition, from its root: `['States', 'Plan the run', 'Arguments']`. */
export type Location = readonly (string | number)[];

/** A definition is refused: the API's error, with what is wrong one by one. */
export class InvalidDefinition extends AwsError {
  constructor(readonly diagnostics: readonly Diagnostic[]) {
    const text = diagnostics
      .map(
        ({ code, message, location }) =>
          `${code}: ${message}${location === undefined ? '' : ` at ${location}`}`,
      )
      .join('; ');
    super('InvalidDefinition', `Invalid State Machine Definition: '${text}'`);
  }
}

export function invalidDefinition(
  code: DiagnosticCode,
  message: string,
  location: Location,
): InvalidDefinition {
  const path = `/${location.join('/')}`;
  return new InvalidDefinition([{ severity: 'ERROR', code, message, location: path }]);
}
