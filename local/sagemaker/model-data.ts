import * as z from 'zod';
import { text, validationException } from './validation';

/** API reference, S3ModelDataSource; what of it is supported is checked by `modelDataOf`. */
export const modelDataSource = z.object({
  S3DataSource: z
    .object({
      S3Uri: text(0, 1024, /^(https|s3):\/\/([^/]+)\/?(.*)$/),
      S3DataType: z.enum(['S3Prefix', 'S3Object']),
      CompressionType: z.enum(['None', 'Gzip']),
    })
    .optional(),
});

/** Where a container's model is. */
export type ModelData =
  | { readonly kind: 'none' }
  /** A tar.gz. */
  | { readonly kind: 'archive'; readonly url: string }
  /** All objects whose keys begin with it, or one object: files as they are. */
  | { readonly kind: 'files'; readonly uri: string; readonly isPrefix: boolean };

/**
 * Source: API reference, ContainerDefinition and S3ModelDataSource.
 * @throws AwsError ValidationException for both ways at once, and a prefix that is compressed or has no `/` at its end
 */
export function modelDataOf(container: {
  readonly ModelDataUrl?: string | undefined;
  readonly ModelDataSource?: z.output<typeof modelDataSource> | undefined;
}): ModelData {
  const { ModelDataUrl: url } = container;
  const source = container.ModelDataSource?.S3DataSource;
  if (url && source) {
    throw validationException('Give ModelDataUrl or ModelDataSource for a container, not both.');
  }
  if (!source) return url ? { kind: 'archive', url } : { kind: 'none' };
  const { S3Uri: uri, S3DataType, CompressionType } = source;
  const isPrefix = S3DataType === 'S3Prefix';
  if (CompressionType === 'Gzip') {
    if (!isPrefix) return { kind: 'archive', url: uri };
    throw validationException('CompressionType Gzip goes with S3DataType S3Object only.');
  }
  if (isPrefix && !uri.endsWith('/')) {
    throw validationException(`The S3Uri of an S3Prefix must end with "/", unlike "${uri}".`);
  }
  return { kind: 'files', uri, isPrefix };
}
