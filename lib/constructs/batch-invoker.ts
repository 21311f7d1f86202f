import { Duration, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { type EndpointSpec } from '../../domain/realtime/endpoint-spec';
import { type FunctionDefaults, LambdaFunction } from './lambda-function';

export interface BatchInvokerProps {
  readonly functionDefaults: FunctionDefaults;
  readonly spec: EndpointSpec;
}

/** The function that answers a small batch of texts by the endpoint, while its caller waits. */
export class BatchInvoker extends Construct {
  readonly invokeBatch: LambdaFunction;

  constructor(scope: Construct, id: string, { functionDefaults, spec }: BatchInvokerProps) {
    super(scope, id);
    this.invokeBatch = new LambdaFunction(this, 'InvokeBatch', {
      ...functionDefaults,
      name: 'invoke-batch',
      description: 'Answers a small batch of texts by the endpoint, while the caller waits',
      // Five full time-outs of InvokeEndpoint, 60 s each: more waiting is what batch transform is for.
      timeout: Duration.minutes(5),
      // A payload of 6 MB, its items, the bodies of four requests and the reply.
      memorySize: 512,
    });
    const { function: handler } = this.invokeBatch;
    handler.addEnvironment('ENDPOINT_NAME', spec.endpointName);
    handler.addEnvironment('CONTRACT', spec.contract);
    this.invokeBatch.allow({
      actions: ['sagemaker:InvokeEndpoint', 'sagemaker:DescribeEndpoint'],
      resources: [
        Stack.of(this).formatArn({
          service: 'sagemaker',
          resource: 'endpoint',
          resourceName: spec.endpointName,
        }),
      ],
    });
  }
}
