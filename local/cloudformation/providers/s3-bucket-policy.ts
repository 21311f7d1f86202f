import * as z from 'zod';
import { type EmbeddedServices } from '../embedded-services';
import { type ResourceProvider, defineProvider } from '../resource-provider';
import { policyDocument } from './policy-document';

const properties = z.strictObject({
  Bucket: z.string(),
  PolicyDocument: policyDocument('resource'),
});

/** AWS::S3::BucketPolicy. */
export function bucketPolicyProvider({ s3 }: EmbeddedServices): ResourceProvider {
  const put = async ({ Bucket, PolicyDocument }: z.infer<typeof properties>): Promise<void> => {
    await s3.configureBucket(Bucket, { policy: JSON.stringify(PolicyDocument) });
  };
  return defineProvider({
    properties,
    replacedBy: ['Bucket'],
    async create(wanted) {
      await put(wanted);
      return { physicalId: wanted.Bucket, attributes: {} };
    },
    async update(wanted, _, previous) {
      await put(wanted);
      return previous;
    },
    delete: ({ physicalId }) => s3.configureBucket(physicalId, { policy: undefined }),
  });
}
