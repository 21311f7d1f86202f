import { createHash } from 'node:crypto';
import * as z from 'zod';
import { AwsError } from '../gateway/aws-error';
import { type JsonOperation, jsonService } from '../gateway/aws-json';
import { type Authorizer } from '../iam/access';
import { guarded } from '../iam/guarded';
import { type Right, allowEverything } from '../iam/rights';
import { type AwsService } from '../gateway/service';

const target = {
  ServiceNamespace: z.string(),
  ResourceId: z.string().min(1).max(1600),
  ScalableDimension: z.string(),
};
const registerInput = z.looseObject({
  ...target,
  MinCapacity: z.int().min(0).optional(),
  MaxCapacity: z.int().min(0).optional(),
});
const putPolicyInput = z.looseObject({
  ...target,
  PolicyName: z.string().min(1).max(256),
  PolicyType: z.string().optional(),
});
const describeTargetsInput = z.object({
  ServiceNamespace: z.string(),
  ResourceIds: z.array(z.string()).optional(),
});
const describePoliciesInput = z.object({
  ServiceNamespace: z.string(),
  ResourceId: z.string().optional(),
});

export interface AutoScalingOptions {
  readonly region: string;
  /** 12 digits. */
  readonly accountId: string;
  /** Asked for each call; without it, every call is allowed. */
  readonly authorizer?: Authorizer;
}

/**
 * Application Auto Scaling, as far as `t2t endpoint up` and people who look need it: targets and
 * policies are kept, nothing scales here. Source: Application Auto Scaling API Reference.
 */
export function createAutoScaling({
  region,
  accountId,
  authorizer = allowEverything,
}: AutoScalingOptions): AwsService {
  const targets = new Map<string, z.infer<typeof registerInput>>();
  const policies = new Map<string, z.infer<typeof putPolicyInput> & { PolicyARN: string }>();
  const operations = {
    async RegisterScalableTarget(input) {
      const request = parse(registerInput, input);
      const known = targets.get(keyOf(request));
      const wanted = { ...known, ...request };
      const { MinCapacity, MaxCapacity } = wanted;
      if (MinCapacity === undefined || MaxCapacity === undefined) {
        throw invalid('MinCapacity and MaxCapacity are required for a new scalable target');
      }
      if (MinCapacity > MaxCapacity) {
        throw invalid('Maximum capacity cannot be less than minimum capacity');
      }
      targets.set(keyOf(request), wanted);
      const id = createHash('sha256').update(keyOf(request)).digest('hex').slice(0, 32);
      return {
        ScalableTargetARN: `arn:aws:application-autoscaling:${region}:${accountId}:scalable-target/${id}`,
      };
    },
    async DescribeScalableTargets(input) {
      const { ServiceNamespace, ResourceIds } = parse(describeTargetsInput, input);
      const found = [...targets.values()].filter(
        (each) =>
          each.ServiceNamespace === ServiceNamespace &&
          (ResourceIds === undefined || ResourceIds.includes(each.ResourceId)),
      );
      return { ScalableTargets: found };
    },
    async PutScalingPolicy(input) {
      const request = parse(putPolicyInput, input);
      if (!targets.has(keyOf(request))) {
        throw new AwsError(
          'ObjectNotFoundException',
          `No scalable target registered for service namespace: ${request.ServiceNamespace}, resource ID: ${request.ResourceId}, scalable dimension: ${request.ScalableDimension}`,
        );
      }
      const key = `${keyOf(request)}|${request.PolicyName}`;
      const id = createHash('sha256').update(key).digest('hex').slice(0, 32);
      const PolicyARN = `arn:aws:autoscaling:${region}:${accountId}:scalingPolicy:${id}:resource/${request.ServiceNamespace}/${request.ResourceId}:policyName/${request.PolicyName}`;
      policies.set(key, { ...request, PolicyARN });
      return { PolicyARN, Alarms: [] };
    },
    async DescribeScalingPolicies(input) {
      const { ServiceNamespace, ResourceId } = parse(describePoliciesInput, input);
      const found = [...policies.values()].filter(
        (each) =>
          each.ServiceNamespace === ServiceNamespace &&
          (ResourceId === undefined || each.ResourceId === ResourceId),
      );
      return { ScalingPolicies: found };
    },
  } satisfies Record<string, JsonOperation>;
  return jsonService({
    signingName: 'application-autoscaling',
    targetPrefix: 'AnyScaleFrontendService',
    version: '1.1',
    operations: guarded(operations, rights, authorizer),
  });
}

/** Targets have no names that a policy could tell apart. Source: Service Authorization Reference. */
const anyTarget = (action: string) => (): readonly Right[] => [
  { action: `application-autoscaling:${action}`, resource: '*' },
];
const rights = {
  RegisterScalableTarget: anyTarget('RegisterScalableTarget'),
  DescribeScalableTargets: anyTarget('DescribeScalableTargets'),
  PutScalingPolicy: anyTarget('PutScalingPolicy'),
  DescribeScalingPolicies: anyTarget('DescribeScalingPolicies'),
};

function keyOf(request: {
  readonly ServiceNamespace: string;
  readonly ResourceId: string;
  readonly ScalableDimension: string;
}): string {
  return [request.ResourceId, request.ScalableDimension, request.ServiceNamespace].join('|');
}

function parse<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw invalid(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not valid'}`);
}

function invalid(message: string): AwsError {
  return new AwsError('ValidationException', message);
}
