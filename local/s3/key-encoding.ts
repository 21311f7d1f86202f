import { createHash } from 'node:crypto';

/** File systems allow 255 bytes a name; the rest is left for what an editor or a copy may append. */
const MAX_NAME_LENGTH = 200;

/**
 * File name of an object. Safe on every file system, also one that ignores case: lower-case letters,
 * digits, `_`, `-` and inner dots stand for themselves, every other byte of the UTF-8 is `%XX`.
 * A key too long for that becomes `~` + its SHA-256; the key then stands in the file's metadata only.
 */
export function encodeKey(key: string): string {
  let name = '';
  for (const byte of Buffer.from(key, 'utf8')) {
    const character = String.fromCharCode(byte);
    const isPlain = /[a-z0-9_-]/.test(character) || (character === '.' && name !== '');
    name += isPlain ? character : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    if (name.length > MAX_NAME_LENGTH) {
      return `~${createHash('sha256').update(key, 'utf8').digest('hex')}`;
    }
  }
  return name;
}

/** The key of a file name, or undefined when the name is a hash. */
export function decodeKey(name: string): string | undefined {
  return name.startsWith('~') ? undefined : decodeURIComponent(name);
}
