import { queryService } from '../../gateway/aws-query';
import { type AwsService } from '../../gateway/service';
import { type Authorizer } from '../../iam/access';
import { guarded } from '../../iam/guarded';
import { type Place, allowEverything } from '../../iam/rights';
import { cloudFormationRights } from '../rights';
import { type ApiContext } from './api-context';
import { changeSetOperations } from './change-set-operations';
import { describeOperations } from './describe-operations';
import { eventOperations } from './event-operations';
import { resourceOperations } from './resource-operations';
import { rollbackOperations } from './rollback-operations';
import { stackOperations } from './stack-operations';
import { withStackRole } from './stack-role';
import { templateOperations } from './template-operations';

/**
 * CloudFormation over the wire, to the measure of the CDK's command line.
 * Source: CloudFormation API Reference, version 2010-05-15.
 */
export function cloudFormationApi(
  context: ApiContext,
  access: Place & { readonly authorizer?: Authorizer },
): AwsService {
  const operations = {
    ...changeSetOperations(context),
    ...describeOperations(context),
    ...eventOperations(context),
    ...resourceOperations(context),
    ...rollbackOperations(context),
    ...stackOperations(context),
    ...templateOperations(context),
  };
  return {
    ...queryService({
      signingName: 'cloudformation',
      namespace: 'http://cloudformation.amazonaws.com/doc/2010-05-15/',
      operations: guarded(
        withStackRole(operations, access.accountId),
        cloudFormationRights(access, operations),
        access.authorizer ?? allowEverything,
      ),
    }),
    // A deployment under way would find the services gone, and fail half-way.
    close: () => context.cloudFormation.idle(),
  };
}
