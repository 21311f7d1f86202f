import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetBucketNotificationConfigurationCommand,
  PutBucketNotificationConfigurationCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { type EventEntry } from '../../../local/events/event';
import { BUCKET, type S3Server, startS3 } from './s3-server';

let events: EventEntry[];
let s3: S3Server;
const at = (Key: string) => ({ Bucket: BUCKET, Key });
const put = (Key: string, more: object = {}) =>
  s3.client.send(new PutObjectCommand({ ...at(Key), Body: 'hello', ...more }));
const configure = (NotificationConfiguration: object) =>
  s3.client.send(
    new PutBucketNotificationConfigurationCommand({ Bucket: BUCKET, NotificationConfiguration }),
  );
const told = () => events.map(({ detailType, detail }) => [detailType, detail.reason]);

beforeAll(async () => {
  s3 = await startS3({ emitEvent: (event) => events.push(event) });
  await configure({ EventBridgeConfiguration: {} });
});
beforeEach(() => {
  events = [];
});
afterAll(() => s3.stop());

test('a put becomes one event of the shape that AWS documents, its key not encoded', async () => {
  await put('runs/ä b+c/results.json');
  const text = expect.any(String) as string;
  expect(events).toEqual([
    {
      source: 'aws.s3',
      detailType: 'Object Created',
      resources: [`arn:aws:s3:::${BUCKET}`],
      detail: {
        version: '0',
        bucket: { name: BUCKET },
        object: {
          key: 'runs/ä b+c/results.json',
          size: 5,
          etag: '5d41402abc4b2a76b9719d911017c592',
          sequencer: expect.stringMatching(/^[0-9a-f]{16}$/) as string,
        },
        'request-id': text,
        requester: '123456789012',
        'source-ip-address': '127.0.0.1',
        reason: 'PutObject',
      },
    },
  ]);
});

test('a create-only put that comes too late makes no event', async () => {
  await put('once', { IfNoneMatch: '*' });
  await expect(put('once', { IfNoneMatch: '*' })).rejects.toThrow();
  expect(told()).toEqual([['Object Created', 'PutObject']]);
});

test('a copy is an event of its own kind', async () => {
  await put('source');
  await s3.client.send(new CopyObjectCommand({ ...at('copy'), CopySource: `${BUCKET}/source` }));
  expect(told().at(-1)).toEqual(['Object Created', 'CopyObject']);
});

test('a multipart upload makes one event, when it is complete', async () => {
  const { UploadId } = await s3.client.send(new CreateMultipartUploadCommand(at('parts')));
  const part = { ...at('parts'), UploadId };
  const { ETag } = await s3.client.send(
    new UploadPartCommand({ ...part, PartNumber: 1, Body: 'one' }),
  );
  expect(events).toEqual([]);
  const MultipartUpload = { Parts: [{ PartNumber: 1, ETag }] };
  await s3.client.send(new CompleteMultipartUploadCommand({ ...part, MultipartUpload }));
  expect(told()).toEqual([['Object Created', 'CompleteMultipartUpload']]);
  expect(events[0]?.detail).toMatchObject({ object: { key: 'parts', size: 3 } });
});

test('an aborted upload makes none', async () => {
  const { UploadId } = await s3.client.send(new CreateMultipartUploadCommand(at('aborted')));
  await s3.client.send(new AbortMultipartUploadCommand({ ...at('aborted'), UploadId }));
  expect(events).toEqual([]);
});

test('deletions make one event for each object that was there', async () => {
  await put('a');
  await put('b');
  events = [];
  await s3.client.send(new DeleteObjectCommand(at('a')));
  await s3.client.send(new DeleteObjectCommand(at('a')));
  const Delete = { Objects: [{ Key: 'b' }, { Key: 'never' }] };
  await s3.client.send(new DeleteObjectsCommand({ Bucket: BUCKET, Delete }));
  expect(events.map(({ detailType, detail }) => [detailType, detail])).toEqual([
    ['Object Deleted', expect.objectContaining({ object: { key: 'a', sequencer: anyText() } })],
    ['Object Deleted', expect.objectContaining({ object: { key: 'b', sequencer: anyText() } })],
  ]);
  expect(events[0]?.detail).toMatchObject({
    reason: 'DeleteObject',
    'deletion-type': 'Permanently Deleted',
  });
});

test('a bucket sends events only as long as it is set to', async () => {
  const get = new GetBucketNotificationConfigurationCommand({ Bucket: BUCKET });
  expect((await s3.client.send(get)).EventBridgeConfiguration).toBeDefined();
  await configure({});
  await put('unseen');
  expect((await s3.client.send(get)).EventBridgeConfiguration).toBeUndefined();
  expect(events).toEqual([]);
  await configure({ EventBridgeConfiguration: {} });
});

test('notifications to anything else are refused by name', async () => {
  const QueueConfigurations = [
    { QueueArn: 'arn:aws:sqs:us-east-1:123456789012:q', Events: ['s3:ObjectCreated:*'] },
  ];
  await expect(configure({ QueueConfigurations })).rejects.toThrow('QueueConfiguration');
});

const anyText = (): string => expect.any(String) as string;
