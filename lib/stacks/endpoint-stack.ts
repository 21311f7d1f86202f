import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import { type Construct } from 'constructs';
import { RealtimeInference, type RealtimeInferenceProps } from '../constructs/realtime-inference';

export type EndpointStackProps = StackProps & RealtimeInferenceProps;

/**
 * What costs money by the hour, apart from all else so that it can be removed alone. The outputs are
 * what a person or the command line needs: `EndpointName`, `EndpointSpec`, `InvokeBatchFunctionName`.
 */
export class EndpointStack extends Stack {
  constructor(scope: Construct, id: string, props: EndpointStackProps) {
    super(scope, id, props);
    const { spec, invokeBatchName } = new RealtimeInference(this, 'Realtime', props);
    new CfnOutput(this, 'EndpointName', {
      description: 'For `t2t invoke --endpoint`; gone when its lease is over',
      value: spec.endpointName,
    });
    new CfnOutput(this, 'InvokeBatchFunctionName', {
      description: 'Answers {"text_inputs": ["...", "..."]} by the endpoint',
      value: invokeBatchName,
    });
    new CfnOutput(this, 'EndpointSpec', {
      description: 'What `t2t endpoint up` makes the endpoint of when its lease has deleted it',
      value: this.toJsonString(spec),
    });
  }
}
