import { type ServerResponse } from 'node:http';

/** Paths of this program's own pages: no bucket's name begins with an underscore. */
export const OWN_PREFIX = '/_embedded-aws/';

/** What the gateway tells of itself, as JSON, by the name behind the prefix. Read-only: a GET needs no signature. */
export type OwnPages = Readonly<Record<string, () => unknown>>;

/** Answers a request for an own page. @returns false for any other request */
export async function answerOwnPage(
  pages: OwnPages,
  url: string | undefined,
  response: ServerResponse,
): Promise<boolean> {
  if (!url?.startsWith(OWN_PREFIX)) return false;
  const name = url.slice(OWN_PREFIX.length).replace(/\?.*$/, '');
  const page = Object.hasOwn(pages, name) ? pages[name] : undefined;
  const known = Object.keys(pages).map((each) => `${OWN_PREFIX}${each}`);
  const body = page ? await page() : { message: `There is no page '${name}' here`, known };
  response.writeHead(page ? 200 : 404, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
  return true;
}
