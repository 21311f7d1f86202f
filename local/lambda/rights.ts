import { type Place, type Right } from '../iam/rights';
import { functionArn, parseFunctionReference } from './function-arn';

/** The operations of the REST API. */
export type LambdaOperation = 'Invoke' | 'GetFunction' | 'ListFunctions';

/**
 * Invoking by name, ARN or qualified ARN. A version and an alias are resources of their own, with a
 * policy each; a function without a qualifier is another.
 * Source: Service Authorization Reference, "... for AWS Lambda"; Lambda Developer Guide, "Resources
 * and conditions for Lambda actions".
 */
export function invokeRight(place: Place, reference: string): Right {
  return functionRight(place, 'InvokeFunction', reference);
}

/** The rights of Lambda's operations. */
export function lambdaRights(
  place: Place,
): Readonly<Record<LambdaOperation, (reference: string) => readonly Right[]>> {
  return {
    Invoke: (reference) => [invokeRight(place, reference)],
    GetFunction: (reference) => [functionRight(place, 'GetFunction', reference)],
    ListFunctions: () => [{ action: 'lambda:ListFunctions', resource: '*' }],
  };
}

function functionRight({ region, accountId }: Place, action: string, reference: string): Right {
  const { functionName, qualifier } = parseFunctionReference(reference);
  const plain = functionArn(region, accountId, functionName);
  const resource = hasQualifier(reference, qualifier) ? `${plain}:${qualifier}` : plain;
  return { action: `lambda:${action}`, resource, context: { 'lambda:functionarn': resource } };
}

function hasQualifier(reference: string, qualifier: string): boolean {
  return reference.endsWith(`:${qualifier}`);
}
