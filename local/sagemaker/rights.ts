import { type ConditionContext } from '../iam/access';
import { type JsonInput, type Place, type Right, passRole, text } from '../iam/rights';
import { hasTags, requestTags, resourceTags } from '../iam/tag-context';
import { type ResourceKind, arnMaker } from './arn';
import { type TagStore } from './tags';

/**
 * The rights of SageMaker's operations. A resource that is made with tags takes `AddTags` on it, too,
 * which `sagemaker:TaggingAction` tells from a call of AddTags itself.
 * Source: Service Authorization Reference, "Actions, resources, and condition keys for Amazon SageMaker".
 */
export function sageMakerRights(place: Place, tags: TagStore) {
  const arn = arnMaker(place.region, place.accountId);

  const tagsOf = (resource: string): ConditionContext =>
    resourceTags(tags.has(resource) ? tags.get(resource).map((t) => [t.Key, t.Value]) : []);
  const on = (action: string, resource: string, context: ConditionContext = {}): Right => ({
    action: `sagemaker:${action}`,
    resource,
    context: { ...tagsOf(resource), ...context },
  });
  const named = (action: string, kind: ResourceKind, member: string) => (input: JsonInput) => [
    on(action, arn(kind, text(input[member]))),
  ];
  const listed = (action: string) => () => [{ action: `sagemaker:${action}`, resource: '*' }];
  const tagged = (action: string) => (input: JsonInput) => [
    on(action, text(input.ResourceArn), requestTags(input.Tags)),
  ];
  const creation = (action: string, kind: ResourceKind, member: string, input: JsonInput) => {
    const resource = arn(kind, text(input[member]));
    const context = requestTags(input.Tags);
    const tagging = { ...context, 'sagemaker:taggingaction': action };
    return [
      on(action, resource, context),
      ...(hasTags(input.Tags) ? [on('AddTags', resource, tagging)] : []),
    ];
  };

  return {
    CreateModel: (input: JsonInput) => [
      ...creation('CreateModel', 'model', 'ModelName', input),
      ...passRole(input.ExecutionRoleArn, 'sagemaker.amazonaws.com'),
    ],
    DescribeModel: named('DescribeModel', 'model', 'ModelName'),
    DeleteModel: named('DeleteModel', 'model', 'ModelName'),
    ListModels: listed('ListModels'),
    CreateTransformJob: (input: JsonInput) => [
      ...creation('CreateTransformJob', 'transform-job', 'TransformJobName', input),
      on('CreateTransformJob', arn('model', text(input.ModelName)), requestTags(input.Tags)),
    ],
    DescribeTransformJob: named('DescribeTransformJob', 'transform-job', 'TransformJobName'),
    StopTransformJob: named('StopTransformJob', 'transform-job', 'TransformJobName'),
    ListTransformJobs: listed('ListTransformJobs'),
    AddTags: tagged('AddTags'),
    ListTags: tagged('ListTags'),
    DeleteTags: tagged('DeleteTags'),
    CreateEndpointConfig: (input: JsonInput) => [
      ...creation('CreateEndpointConfig', 'endpoint-config', 'EndpointConfigName', input),
      ...passRole(input.ExecutionRoleArn, 'sagemaker.amazonaws.com'),
    ],
    DescribeEndpointConfig: named(
      'DescribeEndpointConfig',
      'endpoint-config',
      'EndpointConfigName',
    ),
    ListEndpointConfigs: listed('ListEndpointConfigs'),
    DeleteEndpointConfig: named('DeleteEndpointConfig', 'endpoint-config', 'EndpointConfigName'),
    CreateEndpoint: (input: JsonInput) => [
      ...creation('CreateEndpoint', 'endpoint', 'EndpointName', input),
      on('CreateEndpoint', arn('endpoint-config', text(input.EndpointConfigName))),
    ],
    DescribeEndpoint: named('DescribeEndpoint', 'endpoint', 'EndpointName'),
    ListEndpoints: listed('ListEndpoints'),
    UpdateEndpoint: (input: JsonInput) => [
      on('UpdateEndpoint', arn('endpoint', text(input.EndpointName))),
      on('UpdateEndpoint', arn('endpoint-config', text(input.EndpointConfigName))),
    ],
    UpdateEndpointWeightsAndCapacities: named(
      'UpdateEndpointWeightsAndCapacities',
      'endpoint',
      'EndpointName',
    ),
    DeleteEndpoint: named('DeleteEndpoint', 'endpoint', 'EndpointName'),
  };
}

/** SageMaker's runtime. */
export function invokeEndpointRight(place: Place, endpointName: string): Right {
  const resource = arnMaker(place.region, place.accountId)('endpoint', endpointName);
  return { action: 'sagemaker:InvokeEndpoint', resource };
}
