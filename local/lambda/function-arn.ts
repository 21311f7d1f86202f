import { AwsError } from '../gateway/aws-error';

export interface FunctionReference {
  readonly functionName: string;
  /** Version number, alias or `$LATEST`. */
  readonly qualifier: string;
}

const NAME = String.raw`[a-zA-Z0-9-_]{1,64}`;
const QUALIFIER = String.raw`\$LATEST|[a-zA-Z0-9-_]{1,128}`;
const REFERENCE = new RegExp(
  String.raw`^(?:arn:aws[a-z-]*:lambda:[a-z0-9-]+:)?(?:\d{12}:)?(?:function:)?(${NAME})(?::(${QUALIFIER}))?$`,
);

/**
 * Reads NAME, NAME:QUALIFIER, ACCOUNT:function:NAME or a full ARN, with or without a qualifier.
 * Source: Lambda API, Invoke, parameter FunctionName.
 */
export function parseFunctionReference(reference: string): FunctionReference {
  const [, functionName, qualifier = '$LATEST'] = REFERENCE.exec(reference) ?? [];
  if (functionName === undefined) {
    throw new AwsError(
      'ValidationException',
      `'${reference}' is neither a function's name nor its ARN`,
    );
  }
  return { functionName, qualifier };
}

export function functionArn(region: string, accountId: string, functionName: string): string {
  return `arn:aws:lambda:${region}:${accountId}:function:${functionName}`;
}
