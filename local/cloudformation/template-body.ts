import { AwsError } from '../gateway/aws-error';

/**
 * Parses a template's text, which is JSON as the CDK writes it.
 * @throws AwsError ValidationError, also for YAML
 */
export function parseTemplateBody(text: string): unknown {
  if (!text.trimStart().startsWith('{')) {
    throw new AwsError(
      'ValidationError',
      'Template format error: the embedded CloudFormation reads templates in JSON only, not in YAML',
    );
  }
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new AwsError('ValidationError', `Template format error: JSON not well-formed. ${reason}`);
  }
}
