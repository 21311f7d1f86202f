import { type Stack } from 'aws-cdk-lib';
import { type PolicyStatementProps } from 'aws-cdk-lib/aws-iam';
import { DEPLOYMENT_TAG } from '../../domain/run/names';
import { endpointNamePattern } from '../models/endpoint-spec';

/**
 * What the lease sweeper may do with endpoints: those of the deployment by their name, and what
 * deletes or changes only with the deployment's tag.
 * Source: Service Authorization Reference, "Actions, resources, and condition keys for SageMaker".
 */
export class EndpointRights {
  private readonly endpoints: string;
  private readonly configs: string;
  private readonly ofDeployment: PolicyStatementProps['conditions'];

  constructor(stack: Stack, stackPrefix: string) {
    const resourceName = endpointNamePattern(stackPrefix);
    const arnOf = (resource: string): string =>
      stack.formatArn({ service: 'sagemaker', resource, resourceName });
    this.endpoints = arnOf('endpoint');
    this.configs = arnOf('endpoint-config');
    this.ofDeployment = { StringEquals: { [`aws:ResourceTag/${DEPLOYMENT_TAG}`]: stackPrefix } };
  }

  /** Whoever's: ListEndpoints knows no resource and no condition. */
  list(): PolicyStatementProps {
    return { actions: ['sagemaker:ListEndpoints'], resources: ['*'] };
  }

  look(): PolicyStatementProps {
    return {
      actions: ['sagemaker:DescribeEndpoint', 'sagemaker:ListTags'],
      resources: [this.endpoints],
    };
  }

  /** The tag that says of which end a warning was sent. */
  tag(): PolicyStatementProps {
    return {
      actions: ['sagemaker:AddTags'],
      resources: [this.endpoints],
      conditions: this.ofDeployment,
    };
  }

  delete(): PolicyStatementProps {
    return {
      actions: ['sagemaker:DeleteEndpoint', 'sagemaker:DeleteEndpointConfig'],
      resources: [this.endpoints, this.configs],
      conditions: this.ofDeployment,
    };
  }
}
