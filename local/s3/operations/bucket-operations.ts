import { type BucketStore } from '../bucket-store';
import { type S3Operation, sendEmpty, sendXml } from '../call';

/** CreateBucket, DeleteBucket, HeadBucket, ListBuckets, GetBucketLocation. */
export function bucketOperations(store: BucketStore) {
  return {
    async ListBuckets(call) {
      const buckets = store.list().map(({ name, created }) => ({
        Name: name,
        CreationDate: new Date(created).toISOString(),
      }));
      sendXml(call, 'ListAllMyBucketsResult', {
        Owner: { ID: call.context.accountId },
        Buckets: { Bucket: buckets },
      });
    },

    async CreateBucket(call) {
      // The region of the body is that of this gateway, whatever it says.
      call.request.resume();
      store.create(call.bucketName);
      call.response.setHeader('location', `/${call.bucketName}`);
      sendEmpty(call);
    },

    async DeleteBucket(call) {
      await store.delete(call.bucketName);
      sendEmpty(call, 204);
    },

    async HeadBucket(call) {
      store.get(call.bucketName);
      call.response.setHeader('x-amz-bucket-region', call.context.region);
      sendEmpty(call);
    },

    async GetBucketLocation(call) {
      store.get(call.bucketName);
      // S3's oldest region has no name here. Source: S3 API Reference, "GetBucketLocation".
      const { region } = call.context;
      sendXml(call, 'LocationConstraint', { '#text': region === 'us-east-1' ? '' : region });
    },
  } satisfies Record<string, S3Operation>;
}
