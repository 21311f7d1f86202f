import { existsSync, linkSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeFooter } from '../../../local/s3/object-file';
import { ObjectVersions } from '../../../local/s3/object-versions';

/** What a process that is killed between two steps leaves, and what the next one makes of it. */
const X = 'X'.repeat(32);
const M = 'M'.repeat(32);
let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 's3-recovery-'));
  mkdirSync(join(directory, 'objects'));
  mkdirSync(join(directory, 'versions', 'a'), { recursive: true });
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

const current = () => join(directory, 'objects', 'a');
const archived = (sequence: number, id: string) =>
  join(directory, 'versions', 'a', `${String(sequence).padStart(12, '0')}.${id}`);

function write(path: string, versionId: string, etag = 'etag'): void {
  const metadata = {
    key: 'a',
    versionId: versionId === 'null' ? undefined : versionId,
    size: 0,
    etag,
    lastModified: 0,
    headers: {},
    userMetadata: {},
  };
  writeFileSync(path, encodeFooter(metadata));
}

/** Ids, newest first, and whether the key has a current object. */
function opened() {
  const versions = new ObjectVersions(directory);
  return { ids: versions.versionIds('a'), isThere: versions.index.has('a') };
}

test('archived, and the successor never came: the object is current, once', () => {
  write(current(), X);
  linkSync(current(), archived(1, X));
  expect(opened()).toEqual({ ids: [X], isThere: true });
  expect(existsSync(archived(1, X))).toBe(false);
});

test('archived below a delete marker that is there: the object is hidden', () => {
  write(current(), X);
  linkSync(current(), archived(1, X));
  write(archived(2, `${M}.marker`), M);
  expect(opened()).toEqual({ ids: [M, X], isThere: false });
});

test('a null version that its successor has replaced goes, whatever stands above it', () => {
  write(current(), 'null', 'new');
  write(archived(1, 'null'), 'null', 'old');
  write(archived(2, `${M}.marker`), M);
  expect(opened()).toEqual({ ids: ['null', M], isThere: true });
  expect(new ObjectVersions(directory).summary('a')?.etag).toBe('new');
});

test('of two archived null versions the newer one stays', () => {
  write(archived(1, 'null'), 'null');
  write(archived(2, 'null.marker'), 'null');
  expect(opened()).toEqual({ ids: ['null'], isThere: false });
  expect(existsSync(archived(2, 'null.marker'))).toBe(true);
});

test('a delete marker was removed: what it hid is back', () => {
  write(archived(1, X), X);
  expect(opened()).toEqual({ ids: [X], isThere: true });
  expect(existsSync(current())).toBe(true);
});

test('a directory without a version leaves no key', () => {
  expect(opened()).toEqual({ ids: [], isThere: false });
  expect(existsSync(join(directory, 'versions', 'a'))).toBe(false);
});
