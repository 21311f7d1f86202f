import {
  type BucketVersioningStatus,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  ListObjectVersionsCommand,
  ListObjectsV2Command,
  PutBucketVersioningCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { type EventEntry } from '../../../local/events/event';
import { type S3Server, startS3 } from './s3-server';

let s3: S3Server;
const events: EventEntry[] = [];
let buckets = 0;
let Bucket: string;
beforeAll(async () => {
  s3 = await startS3({ emitEvent: (event) => events.push(event) });
});
afterAll(() => s3.stop());
beforeEach(async () => {
  buckets += 1;
  Bucket = `versions-${buckets}`;
  await s3.client.send(new CreateBucketCommand({ Bucket }));
});

const set = (Status: BucketVersioningStatus) =>
  s3.client.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status } }));
const put = async (Key: string, Body: string, more: object = {}) =>
  (await s3.client.send(new PutObjectCommand({ Bucket, Key, Body, ...more }))).VersionId;
const remove = (Key: string, VersionId?: string) =>
  s3.client.send(new DeleteObjectCommand({ Bucket, Key, VersionId }));
const get = async (Key: string, VersionId?: string) => {
  const answer = await s3.client.send(new GetObjectCommand({ Bucket, Key, VersionId }));
  return [await answer.Body?.transformToString(), answer.VersionId];
};
/** `KEY VERSION_ID`, a star for the latest, a cross for a delete marker. */
async function all(more: object = {}): Promise<string[]> {
  const { Versions = [], DeleteMarkers = [] } = await s3.client.send(
    new ListObjectVersionsCommand({ Bucket, ...more }),
  );
  const name = (entry: { Key?: string; VersionId?: string; IsLatest?: boolean }) =>
    `${entry.Key} ${entry.VersionId}${entry.IsLatest ? ' *' : ''}`;
  return [...Versions.map(name), ...DeleteMarkers.map((entry) => `${name(entry)} x`)];
}

test('a bucket without versions tells of none', async () => {
  expect(await put('a', '1')).toBeUndefined();
  expect(await get('a')).toEqual(['1', undefined]);
  expect((await remove('a')).DeleteMarker).toBeUndefined();
});

describe('where versioning is on', () => {
  beforeEach(() => set('Enabled'));

  test('each put is a version of its own, and all can be read', async () => {
    const first = await put('a', '1');
    const second = await put('a', '2');
    expect(first).toMatch(/^[\w-]{32}$/);
    expect(await get('a')).toEqual(['2', second]);
    expect(await get('a', first)).toEqual(['1', first]);
    expect(await all()).toEqual([`a ${second} *`, `a ${first}`]);
    const head = await s3.client.send(new HeadObjectCommand({ Bucket, Key: 'a' }));
    expect(head.VersionId).toBe(second);
  });

  test('a deletion hides the object behind a marker, whose deletion brings it back', async () => {
    const version = await put('a', '1');
    const { DeleteMarker, VersionId: marker } = await remove('a');
    expect(DeleteMarker).toBe(true);
    await expect(get('a')).rejects.toMatchObject({ name: 'NoSuchKey' });
    expect(await get('a', version)).toEqual(['1', version]);
    expect((await s3.client.send(new ListObjectsV2Command({ Bucket }))).KeyCount).toBe(0);
    expect(await all()).toEqual([`a ${version}`, `a ${marker} * x`]);
    expect(await remove('a', marker)).toMatchObject({ DeleteMarker: true, VersionId: marker });
    expect(await get('a')).toEqual(['1', version]);
    expect(await all()).toEqual([`a ${version} *`]);
  });

  test('a read tells that it met a delete marker', async () => {
    const { VersionId: marker } = await remove('a');
    const url = `${s3.gateway.endpoint}/${Bucket}/a`;
    const current = await fetch(url);
    expect([current.status, current.headers.get('x-amz-delete-marker')]).toEqual([404, 'true']);
    expect(current.headers.get('x-amz-version-id')).toBe(marker);
    const named = await fetch(`${url}?versionId=${marker}`);
    expect([named.status, named.headers.get('x-amz-delete-marker')]).toEqual([405, 'true']);
    expect(named.headers.get('last-modified')).not.toBeNull();
  });

  test('without its newest version an object is what it was before', async () => {
    const first = await put('a', '1');
    const second = await put('a', '2');
    expect(await remove('a', second)).toMatchObject({ VersionId: second });
    expect(await get('a')).toEqual(['1', first]);
    await remove('a', first);
    expect(await all()).toEqual([]);
  });

  test('a version that is not there is NoSuchVersion to read, and no error to delete', async () => {
    const gone = await put('a', '1');
    await remove('a', gone);
    await expect(get('a', gone)).rejects.toMatchObject({ name: 'NoSuchVersion' });
    await expect(get('a', 'null')).rejects.toMatchObject({ name: 'NoSuchVersion' });
    await remove('a', gone);
    await expect(get('a', '../../x')).rejects.toMatchObject({ name: 'InvalidArgument' });
  });

  test('a put that must create goes through when there is a delete marker only', async () => {
    await put('a', '1');
    await remove('a');
    await put('a', '2', { IfNoneMatch: '*' });
    await expect(put('a', '3', { IfNoneMatch: '*' })).rejects.toMatchObject({
      name: 'PreconditionFailed',
    });
    expect(await all()).toHaveLength(3);
  });

  test('a version may be copied over the current one, which restores it', async () => {
    const first = await put('a', '1', { Metadata: { kept: 'yes' } });
    await put('a', '2');
    const copy = await s3.client.send(
      new CopyObjectCommand({ Bucket, Key: 'a', CopySource: `${Bucket}/a?versionId=${first}` }),
    );
    expect(copy.CopySourceVersionId).toBe(first);
    expect(await get('a')).toEqual(['1', copy.VersionId]);
    expect(await all()).toHaveLength(3);
  });

  test('a multipart upload makes one version, when it is complete', async () => {
    const at = { Bucket, Key: 'a' };
    const first = await put('a', '1');
    const { UploadId } = await s3.client.send(new CreateMultipartUploadCommand(at));
    const part = { ...at, UploadId, PartNumber: 1, Body: '2' };
    const { ETag } = await s3.client.send(new UploadPartCommand(part));
    expect(await all()).toEqual([`a ${first} *`]);
    const MultipartUpload = { Parts: [{ PartNumber: 1, ETag }] };
    const { VersionId } = await s3.client.send(
      new CompleteMultipartUploadCommand({ ...at, UploadId, MultipartUpload }),
    );
    expect(await all()).toEqual([`a ${VersionId} *`, `a ${first}`]);
  });

  test('tags belong to one version, and make none', async () => {
    const first = await put('a', '1');
    const second = await put('a', '2');
    const TagSet = [{ Key: 'k', Value: 'v' }];
    const at = { Bucket, Key: 'a' };
    const tag = { ...at, VersionId: first, Tagging: { TagSet } };
    await s3.client.send(new PutObjectTaggingCommand(tag));
    const tagsOf = (VersionId?: string) =>
      s3.client.send(new GetObjectTaggingCommand({ ...at, VersionId }));
    expect(await tagsOf(first)).toMatchObject({ TagSet, VersionId: first });
    expect(await tagsOf()).toMatchObject({ TagSet: [], VersionId: second });
    expect(await all()).toEqual([`a ${second} *`, `a ${first}`]);
  });

  test('DeleteObjects marks keys and deletes versions', async () => {
    const first = await put('a', '1');
    await put('b', '1');
    const Objects = [{ Key: 'a', VersionId: first }, { Key: 'b' }, { Key: 'b', VersionId: 'v1' }];
    const answer = await s3.client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
    expect(answer.Deleted).toEqual([
      { Key: 'a', VersionId: first },
      {
        Key: 'b',
        DeleteMarker: true,
        DeleteMarkerVersionId: expect.stringMatching(/^.{32}$/) as string,
      },
    ]);
    expect(answer.Errors).toMatchObject([{ Key: 'b', Code: 'InvalidArgument' }]);
  });

  test('a bucket can be deleted when its versions and markers are, not before', async () => {
    await put('a', '1');
    await remove('a');
    const drop = () => s3.client.send(new DeleteBucketCommand({ Bucket }));
    await expect(drop()).rejects.toMatchObject({ name: 'BucketNotEmpty' });
    const listed = await s3.client.send(new ListObjectVersionsCommand({ Bucket }));
    const Objects = [...(listed.Versions ?? []), ...(listed.DeleteMarkers ?? [])].map(
      ({ Key, VersionId }) => ({ Key, VersionId }),
    );
    await s3.client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
    await drop();
  });

  test('versions are listed page by page, also when each page is deleted at once', async () => {
    for (const key of ['a', 'b/1', 'b/2', 'c']) for (const body of '123') await put(key, body);
    await remove('a');
    const whole = await all();
    const seen: string[] = [];
    let markers: { KeyMarker?: string; VersionIdMarker?: string } = {};
    for (let isTruncated = true; isTruncated;) {
      const page = await s3.client.send(
        new ListObjectVersionsCommand({ Bucket, MaxKeys: 2, ...markers }),
      );
      const entries = [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])];
      for (const { Key = '', VersionId } of entries) {
        seen.push(`${Key} ${VersionId}`);
        await remove(Key, VersionId);
      }
      isTruncated = page.IsTruncated ?? false;
      markers = { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker };
    }
    const ids = whole.map((entry) => entry.replace(/ (\* x|\*|x)$/, ''));
    expect([...seen].sort()).toEqual(ids.sort());
    expect(await all()).toEqual([]);
  });

  test('a listing of versions has prefixes and rolls up', async () => {
    for (const key of ['a', 'b/1', 'b/2']) await put(key, '1');
    const rolled = await s3.client.send(new ListObjectVersionsCommand({ Bucket, Delimiter: '/' }));
    expect(rolled.CommonPrefixes).toEqual([{ Prefix: 'b/' }]);
    expect(rolled.Versions?.map(({ Key }) => Key)).toEqual(['a']);
    expect(await all({ Prefix: 'b/2' })).toHaveLength(1);
  });

  test('events name the version, and say that a deletion made a marker', async () => {
    await s3.service.configureBucket(Bucket, { eventBridge: true });
    events.length = 0;
    const version = await put('a', '1');
    const { VersionId: marker } = await remove('a');
    await remove('a', marker);
    expect(events.map(({ detail }) => detail)).toMatchObject([
      { object: { 'version-id': version } },
      { object: { 'version-id': marker }, 'deletion-type': 'Delete Marker Created' },
      { object: { 'version-id': marker }, 'deletion-type': 'Permanently Deleted' },
    ]);
  });

  test('all versions, markers and their order are there after a restart', async () => {
    const long = 'k'.repeat(1000);
    for (const body of '123') await put(long, body);
    await put('a', '1');
    await remove('a');
    const before = await all();
    s3 = await s3.restart();
    expect(await all()).toEqual(before);
    expect((await get(long))[0]).toBe('3');
  });
});

describe('where versioning is suspended', () => {
  test('what was there before has the version null, which later puts replace', async () => {
    await put('a', 'null 1');
    await set('Enabled');
    const version = await put('a', '2');
    expect(await get('a', 'null')).toEqual(['null 1', 'null']);
    await set('Suspended');
    expect(await put('a', 'null 3')).toBe('null');
    expect(await all()).toEqual(['a null *', `a ${version}`]);
    await put('a', 'null 4');
    expect(await all()).toEqual(['a null *', `a ${version}`]);
    expect(await get('a')).toEqual(['null 4', 'null']);
  });

  test('a deletion replaces the version null by a marker null, and a put that marker', async () => {
    await set('Enabled');
    const version = await put('a', '1');
    await set('Suspended');
    await put('a', 'null');
    expect(await remove('a')).toMatchObject({ DeleteMarker: true, VersionId: 'null' });
    expect(await all()).toEqual([`a ${version}`, 'a null * x']);
    await remove('a');
    expect(await all()).toEqual([`a ${version}`, 'a null * x']);
    await put('a', 'again');
    expect(await all()).toEqual(['a null *', `a ${version}`]);
  });

  test('taking versioning out of the settings suspends it', async () => {
    await set('Enabled');
    await s3.service.configureBucket(Bucket, { versioning: undefined });
    expect(s3.service.bucketConfiguration(Bucket).versioning).toBe('Suspended');
  });

  test('a versioning configuration without a status is refused', async () => {
    const command = new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: {} });
    await expect(s3.client.send(command)).rejects.toMatchObject({
      name: 'IllegalVersioningConfigurationException',
    });
  });
});
