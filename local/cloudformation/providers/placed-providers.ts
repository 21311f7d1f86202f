import { type Placement, type ServiceName } from '../../placement';
import { type ResourceProvider } from '../resource-provider';

/** Services whose resources are made in this process only. IAM and KMS are CloudFormation's own here. */
const SERVICE_OF: Readonly<Record<string, ServiceName>> = {
  Events: 'events',
  Lambda: 'lambda',
  Logs: 'logs',
  S3: 's3',
  SNS: 'sns',
  SQS: 'sqs',
  SageMaker: 'sagemaker',
  Scheduler: 'scheduler',
  StepFunctions: 'states',
};

/** The providers of types whose service can be reached: in this process or, SageMaker's, elsewhere, too. */
export function placedProviders(
  providers: ReadonlyMap<string, ResourceProvider>,
  { isHere, endpointOf }: Placement,
): Map<string, ResourceProvider> {
  const isWithinReach = (type: string): boolean => {
    const service = SERVICE_OF[type.split('::')[1] ?? ''];
    if (service === undefined || isHere(service)) return true;
    return service === 'sagemaker' && endpointOf(service) !== undefined;
  };
  return new Map([...providers].filter(([type]) => isWithinReach(type)));
}
