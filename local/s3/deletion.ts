/** What became of a deletion. */
export type Deletion =
  /** There was nothing; `versionId` as the client named it. */
  | { readonly kind: 'nothing'; readonly versionId: string | undefined }
  /** Gone for good; `versionId` only if the client named one. */
  | {
      readonly kind: 'removed';
      readonly versionId: string | undefined;
      readonly wasMarker: boolean;
    }
  /** Hidden behind the new delete marker of this id. */
  | { readonly kind: 'marked'; readonly versionId: string };

export const NOTHING_DELETED: Deletion = { kind: 'nothing', versionId: undefined };

/** Headers of DeleteObject's answer. Source: S3 API Reference, "DeleteObject". */
export function deletionHeaders(deletion: Deletion): Record<string, string> {
  const headers: Record<string, string> = {};
  if (deletion.versionId !== undefined) headers['x-amz-version-id'] = deletion.versionId;
  if (concernsMarker(deletion)) headers['x-amz-delete-marker'] = 'true';
  return headers;
}

/** A delete marker was made or removed. */
export function concernsMarker(deletion: Deletion): boolean {
  return deletion.kind === 'marked' || (deletion.kind === 'removed' && deletion.wasMarker);
}
