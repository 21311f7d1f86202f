import * as z from 'zod';
import { OWN_PREFIX } from '../../../local/gateway/own-pages';
import { policiesPage } from '../../../local/iam/policies-page';

const functions = z.object({ Functions: z.array(z.object({ FunctionName: z.string() })) });

/** What Lambda's ListFunctions gives; the embedded AWS checks no signature. */
export async function functionNames(endpoint: string): Promise<string[]> {
  const scope = 'Credential=local/20261124/us-east-1/lambda/aws4_request';
  const response = await fetch(`${endpoint}/2015-03-31/functions/`, {
    headers: { authorization: `AWS4-HMAC-SHA256 ${scope}, SignedHeaders=host, Signature=0` },
  });
  const { Functions } = functions.parse(await response.json());
  return Functions.map(({ FunctionName }) => FunctionName);
}

/** From the page that the processes of one account share: IAM itself has no operations here. */
export async function roleNames(endpoint: string): Promise<string[]> {
  const response = await fetch(`${endpoint}${OWN_PREFIX}policies`);
  const { roles } = policiesPage.parse(await response.json());
  return roles.map(({ arn }) => arn.slice(arn.lastIndexOf('/') + 1));
}
