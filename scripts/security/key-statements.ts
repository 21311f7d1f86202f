import { type App } from 'aws-cdk-lib';
import * as z from 'zod';
import { templateResources } from './readable-template';

/** In the order in which people read a statement. */
const statementSchema = z.object({
  Sid: z.string().optional(),
  Effect: z.string(),
  Principal: z.unknown(),
  Action: z.unknown(),
  Resource: z.unknown(),
  Condition: z.unknown().optional(),
});
const keySchema = z.object({ KeyPolicy: z.object({ Statement: z.array(statementSchema) }) });

/**
 * What the policy of a given key must have, to be pasted: the statements of the key that a deployment
 * makes, but for the CDK's own, by which the account's IAM policies decide.
 */
export function keyStatements(app: App): string {
  const keys = templateResources(app).filter(({ type }) => type === 'AWS::KMS::Key');
  const [key] = keys;
  if (keys.length !== 1 || key === undefined) {
    throw new Error(`a deployment makes one key, but the templates have ${keys.length}`);
  }
  const statements = keySchema
    .parse(key.properties)
    .KeyPolicy.Statement.filter(({ Sid }) => Sid !== undefined)
    .map((statement) => withTexts(statement, key.text));
  const json = JSON.stringify(statements, null, 2);
  return `<!-- prettier-ignore -->\n\`\`\`json\n${json}\n\`\`\``;
}

/** With every intrinsic as text, and the region as REGION. */
function withTexts(value: unknown, text: (value: unknown) => string): unknown {
  if (Array.isArray(value)) return value.map((element) => withTexts(element, text));
  if (typeof value !== 'object' || value === null || isIntrinsic(value)) {
    return text(value).replaceAll('us-east-1', 'REGION');
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, withTexts(inner, text)]),
  );
}

function isIntrinsic(value: object): boolean {
  return Object.keys(value).every((key) => key === 'Ref' || key.startsWith('Fn::'));
}
