import * as z from 'zod';
import { malformedXml } from './errors';
import { type XmlElement } from './xml';

const tag = z.looseObject({ Key: z.string().min(1), Value: z.string() });
const tagSet = z.looseObject({ Tag: z.union([z.array(tag), tag]) });

/** What `Tagging` has in PutBucketTagging and PutObjectTagging. @throws AwsError MalformedXML */
export function parseTags(content: unknown): Record<string, string> {
  const parsed = z.looseObject({ TagSet: tagSet }).safeParse(content);
  if (!parsed.success) throw malformedXml(z.prettifyError(parsed.error));
  const { Tag: found } = parsed.data.TagSet;
  return Object.fromEntries([found].flat().map(({ Key, Value }) => [Key, Value]));
}

export function renderTags(tags: Readonly<Record<string, string>>): XmlElement {
  return { TagSet: { Tag: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) } };
}
