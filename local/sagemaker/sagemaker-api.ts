import { type JsonInput } from '../iam/rights';

/** SageMaker's control plane for CloudFormation, in this process or another. */
export interface SageMakerApi {
  /**
   * An operation of the API reference with its request and response, on the account's own behalf.
   * Rejects with the AwsError of the operation.
   */
  call(operation: SageMakerOperation, input: JsonInput): Promise<JsonInput>;
  /** In this process only: deletes an endpoint whatever goes on with it; nothing if there is none. */
  discardEndpoint?(name: string): Promise<void>;
}

export type SageMakerOperation =
  | 'AddTags'
  | 'CreateEndpoint'
  | 'CreateEndpointConfig'
  | 'CreateModel'
  | 'DeleteEndpoint'
  | 'DeleteEndpointConfig'
  | 'DeleteModel'
  | 'DeleteTags'
  | 'DescribeEndpoint'
  | 'DescribeEndpointConfig'
  | 'DescribeModel'
  | 'ListTags'
  | 'UpdateEndpoint';
