import XMLBuilder from 'fast-xml-builder';
import { XMLParser } from 'fast-xml-parser';
import { malformedXml } from './errors';

/** Element name -> text, child elements, or several of either; undefined leaves the element out. */
export type XmlValue = string | number | boolean | undefined | XmlElement | readonly XmlValue[];
export interface XmlElement {
  readonly [name: string]: XmlValue;
}

const NAMESPACE = 'http://s3.amazonaws.com/doc/2006-03-01/';

const builder = new XMLBuilder({
  ignoreAttributes: false,
  // Its own entities leave out CR, which a parser would turn into LF, and the control characters.
  processEntities: false,
  tagValueProcessor: (_name, value) => escapeText(String(value)),
});

// Keys are text: neither numbers, nor trimmed, and they may carry character references (`&#13;`).
const parser = new XMLParser({
  parseTagValue: false,
  trimValues: false,
  htmlEntities: true,
  ignoreDeclaration: true,
});

/** An S3 document, e.g. `renderXml('ListBucketResult', { Name: 'b' })`. */
export function renderXml(root: string, content: XmlElement): string {
  return document({ [root]: { '@_xmlns': NAMESPACE, ...content } });
}

/** S3's error document, which has no namespace. */
export function renderErrorXml(content: XmlElement): string {
  return document({ Error: content });
}

/** Parses a request body whose root must be `root`; returns the root's children, unchecked. */
export function parseXml(body: string, root: string): unknown {
  let parsed: unknown;
  try {
    parsed = parser.parse(body, true);
  } catch (cause) {
    throw malformedXml(cause instanceof Error ? cause.message : String(cause));
  }
  if (typeof parsed !== 'object' || parsed === null || !(root in parsed)) {
    throw malformedXml(`the root element must be ${root}`);
  }
  return (parsed as Record<string, unknown>)[root];
}

function document(content: XmlElement): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${builder.build(content)}`;
}

/** Control characters are not XML 1.0; S3 sends them as references all the same, and so do we. */
function escapeText(text: string): string {
  return text.replace(/[&<>"\p{Cc}]/gu, (character) => `&#${character.charCodeAt(0)};`);
}
