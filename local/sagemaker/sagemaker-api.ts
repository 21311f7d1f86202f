import { type JsonInput } from '../iam/rights';

/** SageMaker's control plane for CloudFormation, in this process or another. */
export interface SageMakerApi {
  /**
   * An operation of the API reference with its request and response, on the account's own behalf.
   * Rejects with the AwsError of the operation.
   */
  call(operation: SageMakerOperation, input: JsonInput): Promise<JsonInput>;
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
  | 'ListTags'
  | 'UpdateEndpoint';
