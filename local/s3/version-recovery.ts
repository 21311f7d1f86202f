import { existsSync, rmSync, statSync } from 'node:fs';
import { versionIdOf } from './version-id';
import { readMetadataSync } from './object-file';
import { type VersionArchive } from './version-archive';

/**
 * Finishes or undoes the change of a key that a killed process was about: changes of versions take
 * several steps on disk, each of which leaves every acknowledged version in place.
 * @param currentPath where the key's current object is, if there is one
 * @returns whether the key has a current object now
 */
export function recoverVersions(
  archive: VersionArchive,
  key: string,
  currentPath: string,
): boolean {
  const newestNull = archive.of(key).find(({ versionId }) => versionId === 'null');
  archive.removeNull(key, newestNull);
  if (existsSync(currentPath)) removeDouble(archive, key, currentPath);
  const [newest] = archive.of(key);
  if (existsSync(currentPath)) return true;
  if (!newest || newest.isDeleteMarker) return false;
  // A delete marker, or the current version, was removed; what it hid had not come back yet.
  archive.moveTo(currentPath, key, newest);
  return true;
}

/** The current object's version stands in the archive, too. */
function removeDouble(archive: VersionArchive, key: string, currentPath: string): void {
  const versionId = versionIdOf(readMetadataSync(currentPath));
  const double = archive.of(key).find((version) => version.versionId === versionId);
  if (!double) return;
  const isSameFile = statSync(archive.path(key, double)).ino === statSync(currentPath).ino;
  // The same file: archived for a delete marker that is there, or for a successor that never came.
  if (isSameFile && archive.of(key)[0]?.isDeleteMarker === true) rmSync(currentPath);
  else archive.remove(key, double);
}
