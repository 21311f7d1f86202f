import { type EventBus } from '../events/event-bus';
import { type IdentityStore } from '../iam/identity-store';
import { type ResourcePolicies } from '../iam/resource-policies';
import { type Keys } from '../kms/keys';
import { type LambdaHost } from '../lambda/lambda-host';
import { type LogsService } from '../logs/logs-service';
import { type S3Service } from '../s3/service';
import { type SageMakerApi } from '../sagemaker/sagemaker-api';
import { type SchedulerService } from '../scheduler/scheduler-service';
import { type SnsService } from '../sns/sns-service';
import { type SqsService } from '../sqs/sqs-service';
import { type StepFunctionsService } from '../stepfunctions/service';

/** The services that resources are made in, called in process. */
export interface EmbeddedServices {
  readonly s3: S3Service;
  readonly lambda: LambdaHost;
  readonly stepFunctions: StepFunctionsService;
  /** Also of another process. */
  readonly sagemaker: SageMakerApi;
  readonly events: EventBus;
  readonly scheduler: SchedulerService;
  readonly sns: SnsService;
  readonly sqs: SqsService;
  readonly logs: LogsService;
  readonly identities: IdentityStore;
  readonly resourcePolicies: ResourcePolicies;
  readonly keys: Keys;
  readonly region: string;
  readonly accountId: string;
}
