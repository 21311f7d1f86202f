import * as z from 'zod';
import { AwsError } from '../../gateway/aws-error';
import { type JsonOperation } from '../../gateway/aws-json';
import { checkArn } from '../arns';
import { type StateMachines } from '../state-machines';
import { parseInput } from './parse-input';

export const tagList = z.array(
  z.strictObject({ key: z.string().min(1).max(128), value: z.string().max(256) }),
);
const listInput = z.strictObject({ resourceArn: z.string() });
const tagInput = z.strictObject({ resourceArn: z.string(), tags: tagList });
const untagInput = z.strictObject({ resourceArn: z.string(), tagKeys: z.array(z.string()) });

/** TagResource, UntagResource, ListTagsForResource; of state machines, as there are no activities. */
export function tagOperations(machines: StateMachines) {
  const find = (arn: string): string => {
    if (machines.has(checkArn(arn, 'stateMachine'))) return arn;
    throw new AwsError('ResourceNotFound', `Resource not found: '${arn}'`);
  };
  return {
    async TagResource(request) {
      const { resourceArn, tags } = parseInput(tagInput, request);
      machines.tags.add(find(resourceArn), tags);
      return {};
    },
    async UntagResource(request) {
      const { resourceArn, tagKeys } = parseInput(untagInput, request);
      machines.tags.remove(find(resourceArn), tagKeys);
      return {};
    },
    async ListTagsForResource(request) {
      const { resourceArn } = parseInput(listInput, request);
      return { tags: machines.tags.list(find(resourceArn)) };
    },
  } satisfies Record<string, JsonOperation>;
}
