import { AwsError } from '../../gateway/aws-error';

/** Codes of AWS's diagnostics (ValidateStateMachineDefinition). */
export type DiagnosticCode =
  | 'INVALID_JSON_DESCRIPTION'
  | 'INVALID_JSONATA_EXPRESSION'
  | 'SCHEMA_VALIDATION_FAILED'
  | 'UNSUPPORTED_JSONATA_EXPRESSION'
  | 'VARIABLE_SCOPE';

/** Where in the definition, from its root: `['States', 'Plan the run', 'Arguments']`. */
export type Location = readonly (string | number)[];

export function invalidDefinition(
  code: DiagnosticCode,
  message: string,
  location: Location,
): AwsError {
  return new AwsError(
    'InvalidDefinition',
    `Invalid State Machine Definition: '${code}: ${message} at /${location.join('/')}'`,
  );
}
