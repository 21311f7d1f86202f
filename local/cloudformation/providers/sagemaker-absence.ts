import { AwsError } from '../../gateway/aws-error';

/**
 * What a call gives; undefined if what it is about is not there. SageMaker has no code of its own for that.
 * Rejects with any other error.
 */
export async function ifThere<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    const isAbsent = error instanceof AwsError && error.message.startsWith('Could not find ');
    if (isAbsent) return undefined;
    throw error;
  }
}
