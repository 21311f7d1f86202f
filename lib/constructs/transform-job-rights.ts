import { type Stack } from 'aws-cdk-lib';
import { type PolicyStatementProps } from 'aws-cdk-lib/aws-iam';
import { RUN_TAG } from '../../domain/run/names';
import { modelNamePattern } from '../models/model-name';

/**
 * What a function may do with transform jobs. A job's name begins with its run's, which anybody may
 * choose, so it is the tag, not the name, that tells our jobs from others.
 * Source: Service Authorization Reference, "Actions, resources, and condition keys for SageMaker".
 */
export class TransformJobRights {
  private readonly jobs: string;
  private readonly models: string;

  constructor(
    private readonly stack: Stack,
    stackPrefix: string,
  ) {
    const sagemakerArn = (resource: string, resourceName: string): string =>
      stack.formatArn({ service: 'sagemaker', resource, resourceName });
    this.jobs = sagemakerArn('transform-job', '*');
    this.models = sagemakerArn('model', modelNamePattern(stackPrefix));
  }

  /**
   * With the deployment's models, and only with the tag that lets the job be found and stopped. Former
   * models too: a run starts its job with the one that it was planned with, after a deployment as well.
   */
  create(): PolicyStatementProps {
    return {
      actions: ['sagemaker:CreateTransformJob'],
      resources: [this.jobs, this.models],
      conditions: { Null: { [`aws:RequestTag/${RUN_TAG}`]: 'false' } },
    };
  }

  /** Creating a job with tags needs it; tagging a job that exists would let it be stopped. */
  tag(): PolicyStatementProps {
    return {
      actions: ['sagemaker:AddTags'],
      resources: [this.jobs],
      conditions: { Null: { 'sagemaker:TaggingAction': 'false' } },
    };
  }

  /** Any job, since a job that does not exist has no tag, and must be told from one that may not be seen. */
  describe(): PolicyStatementProps {
    return { actions: ['sagemaker:DescribeTransformJob'], resources: [this.jobs] };
  }

  /** Whoever's: ListTransformJobs knows no resource and no condition. */
  list(): PolicyStatementProps {
    return { actions: ['sagemaker:ListTransformJobs'], resources: ['*'] };
  }

  /** Of any job, since the tag is what tells ours from others. */
  readTags(): PolicyStatementProps {
    return { actions: ['sagemaker:ListTags'], resources: [this.jobs] };
  }

  /** Never a job of somebody else. */
  stop(): PolicyStatementProps {
    return {
      actions: ['sagemaker:StopTransformJob'],
      resources: [this.jobs],
      conditions: { Null: { [`aws:ResourceTag/${RUN_TAG}`]: 'false' } },
    };
  }

  /**
   * What containers wrote; one group for all transform jobs of the account. IAM names a group with
   * `:*` at its end, but for the rights to tag it.
   * Source: CloudWatch Logs user guide, "Overview of managing access permissions", ARN formats.
   */
  readLogs(): PolicyStatementProps {
    const group = this.stack.formatArn({
      service: 'logs',
      resource: 'log-group:/aws/sagemaker/TransformJobs',
    });
    return { actions: ['logs:FilterLogEvents'], resources: [`${group}:*`] };
  }
}
