import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** File systems allow 255 bytes a name; the rest is left for extensions. */
const MAX_NAME_LENGTH = 200;
/** Starts a hash: percent-encoding never leaves this character as it is. */
const HASH_MARK = '@';

/**
 * File name of a log group or stream: percent-encoded, so that people can read it, or `@` + its
 * SHA-256 where that is longer than 200 characters (an `é` takes 6). A first dot is encoded too:
 * `..` names the parent directory.
 * @throws URIError for half a surrogate pair
 */
export function fileNameOf(name: string): string {
  const encoded = encodeURIComponent(name).replace(/^\./, '%2E');
  if (encoded.length <= MAX_NAME_LENGTH) return encoded;
  return HASH_MARK + createHash('sha256').update(name, 'utf8').digest('hex');
}

/** Keeps the name of which `fileNameOf` is a hash, in a file beside: `<hash>.name`. */
export function keepName(directory: string, name: string): void {
  const fileName = fileNameOf(name);
  const path = join(directory, `${fileName}.name`);
  if (fileName.startsWith(HASH_MARK) && !existsSync(path)) writeFileSync(path, name);
}

/** The name that `fileNameOf` made into `fileName`. */
export function nameOf(directory: string, fileName: string): string {
  return fileName.startsWith(HASH_MARK)
    ? readFileSync(join(directory, `${fileName}.name`), 'utf8')
    : decodeURIComponent(fileName);
}
