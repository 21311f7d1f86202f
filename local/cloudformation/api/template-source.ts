import { AwsError } from '../../gateway/aws-error';
import { type Stack } from '../stack';
import { parseTemplateBody } from '../template-body';

/** Reads an object's text by its bucket and key. @throws if there is none */
export type ReadObject = (bucket: string, key: string) => Promise<string>;

export interface TemplateSource {
  readonly TemplateBody?: string | undefined;
  readonly TemplateURL?: string | undefined;
  readonly UsePreviousTemplate?: boolean | undefined;
}

export interface SubmittedTemplate {
  readonly templateBody: string;
  readonly template: unknown;
}

/**
 * The template of a request: in it, in S3, or the stack's own.
 * @throws AwsError ValidationError
 */
export async function readTemplate(
  { TemplateBody, TemplateURL, UsePreviousTemplate = false }: TemplateSource,
  readObject: ReadObject,
  stack?: Stack,
): Promise<SubmittedTemplate> {
  const given = [TemplateBody, TemplateURL].filter((source) => source !== undefined).length;
  if (given + Number(UsePreviousTemplate) !== 1) {
    throw new AwsError(
      'ValidationError',
      'Exactly one of TemplateBody, TemplateURL and UsePreviousTemplate must be given',
    );
  }
  if (TemplateURL !== undefined) return parsed(await readFromS3(TemplateURL, readObject));
  if (TemplateBody !== undefined) return parsed(TemplateBody);
  if (!stack) throw new AwsError('ValidationError', 'There is no previous template to be used');
  return parsed(stack.settings.templateBody);
}

function parsed(templateBody: string): SubmittedTemplate {
  return { templateBody, template: parseTemplateBody(templateBody) };
}

async function readFromS3(url: string, readObject: ReadObject): Promise<string> {
  const { bucket, key } = objectOf(url);
  try {
    return await readObject(bucket, key);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new AwsError('ValidationError', `S3 error: ${reason} (s3://${bucket}/${key})`);
  }
}

/** Host style `BUCKET.s3[.REGION].HOST/KEY`, path style `s3.REGION.HOST/BUCKET/KEY`, or an address. */
function objectOf(url: string): { bucket: string; key: string } {
  const { hostname, pathname } = parseUrl(url);
  const path = decodeURIComponent(pathname.slice(1));
  const [, host] = /^(.+)\.s3[.-]/.exec(hostname) ?? [];
  if (host !== undefined) return { bucket: host, key: path };
  const slash = path.indexOf('/');
  if (slash > 0) return { bucket: path.slice(0, slash), key: path.slice(slash + 1) };
  throw new AwsError('ValidationError', `TemplateURL '${url}' must be that of an object in S3`);
}

function parseUrl(url: string): URL {
  if (URL.canParse(url)) return new URL(url);
  throw new AwsError('ValidationError', `TemplateURL '${url}' is no URL`);
}
