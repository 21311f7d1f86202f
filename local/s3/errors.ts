import { AwsError } from '../gateway/aws-error';

/**
 * S3's errors, with the codes and statuses of the Amazon S3 API Reference, "Error responses".
 * `details` become further elements of the XML body.
 */
export const noSuchBucket = (bucket: string): AwsError =>
  new AwsError('NoSuchBucket', `The bucket '${bucket}' does not exist`, 404, {
    BucketName: bucket,
  });

export const noSuchKey = (key: string): AwsError =>
  new AwsError('NoSuchKey', `The key '${key}' does not exist`, 404, { Key: key });

export const noSuchVersion = (key: string, versionId: string): AwsError =>
  new AwsError('NoSuchVersion', `The key '${key}' has no version '${versionId}'`, 404, {
    Key: key,
    VersionId: versionId,
  });

export const versionIsDeleteMarker = (key: string, versionId: string): AwsError =>
  new AwsError(
    'MethodNotAllowed',
    `The version '${versionId}' of the key '${key}' is a delete marker, which can only be deleted`,
    405,
    { Method: 'GET', ResourceType: 'DeleteMarker' },
  );

export const noSuchUpload = (uploadId: string): AwsError =>
  new AwsError(
    'NoSuchUpload',
    `The upload '${uploadId}' does not exist: never begun for this key, completed or aborted`,
    404,
    { UploadId: uploadId },
  );

export const bucketNotEmpty = (bucket: string): AwsError =>
  new AwsError(
    'BucketNotEmpty',
    `The bucket '${bucket}' still holds objects, older versions or delete markers`,
    409,
    {
      BucketName: bucket,
    },
  );

export const bucketAlreadyOwnedByYou = (bucket: string): AwsError =>
  new AwsError('BucketAlreadyOwnedByYou', `You already own the bucket '${bucket}'`, 409, {
    BucketName: bucket,
  });

export const invalidBucketName = (bucket: string): AwsError =>
  new AwsError(
    'InvalidBucketName',
    `'${bucket}' is no bucket name: 3 to 63 lower-case letters, digits, dots and hyphens, ` +
      'beginning and ending with a letter or digit, no two dots in a row, no IP address',
    400,
    { BucketName: bucket },
  );

export const keyTooLong = (bytes: number): AwsError =>
  new AwsError('KeyTooLongError', `The key has ${bytes} bytes of UTF-8; 1024 are allowed`);

export const invalidArgument = (name: string, value: string, valid: string): AwsError =>
  new AwsError('InvalidArgument', `${name} is '${value}'; valid is ${valid}`, 400, {
    ArgumentName: name,
    ArgumentValue: value,
  });

export const invalidRequest = (message: string): AwsError =>
  new AwsError('InvalidRequest', message);

export const invalidRange = (range: string, size: number): AwsError =>
  new AwsError('InvalidRange', `The range '${range}' begins beyond the ${size} bytes`, 416, {
    RangeRequested: range,
    ActualObjectSize: size,
  });

export const badDigest = (name: string, expected: string, actual: string): AwsError =>
  new AwsError('BadDigest', `The ${name} sent is '${expected}', that of the data is '${actual}'`);

export const preconditionFailed = (condition: string): AwsError =>
  new AwsError('PreconditionFailed', `The condition ${condition} does not hold`, 412, {
    Condition: condition,
  });

export const malformedXml = (reason: string): AwsError =>
  new AwsError('MalformedXML', `The XML of the request is not valid: ${reason}`);

export const notImplemented = (what: string): AwsError =>
  new AwsError('NotImplemented', `The embedded S3 does not support ${what}`, 501);
