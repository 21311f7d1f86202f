import { AwsError } from '../gateway/aws-error';

/** White space, brackets, wildcards, the special characters, control characters, non-characters. */
const FORBIDDEN = /[\s<>{}[\]?*"#%\\^|~`$&,;:/]|[\p{Cc}\p{Cn}\p{Cs}]/u;

/**
 * Name of a state machine or an execution: 1 to 80 characters.
 * Source: Step Functions API Reference, StartExecution.
 * @throws AwsError InvalidName
 */
export function checkName(name: string): string {
  if (name.length < 1 || name.length > 80 || FORBIDDEN.test(name)) {
    throw new AwsError(
      'InvalidName',
      `Invalid Name: '${name}'. A name has 1 to 80 characters, without white space, brackets, wildcards or any of "#%\\^|~\`$&,;:/`,
    );
  }
  return name;
}
