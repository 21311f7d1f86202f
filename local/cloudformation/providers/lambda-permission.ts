import * as z from 'zod';
import { parsePolicy } from '../../iam/policy/policy';
import { functionArn, parseFunctionReference } from '../../lambda/function-arn';
import { type EmbeddedServices } from '../embedded-services';
import { type ResourceProvider, defineProvider } from '../resource-provider';

const properties = z.strictObject({
  Action: z.string().regex(/^lambda:/u, 'an action of Lambda, e.g. lambda:InvokeFunction'),
  FunctionName: z.string(),
  Principal: z.string(),
  SourceAccount: z.string().optional(),
  SourceArn: z.string().optional(),
});
type Permission = z.infer<typeof properties>;

/**
 * AWS::Lambda::Permission: a statement in the policy of a function, or of one of its versions or
 * aliases, each of which has a policy of its own. Each change makes a new one.
 * Source: Lambda Developer Guide, "Viewing resource-based IAM policies in Lambda".
 */
export function permissionProvider(services: EmbeddedServices): ResourceProvider {
  const { region, accountId, resourcePolicies } = services;
  return defineProvider({
    properties,
    replacedBy: 'all',
    create(wanted, request) {
      const { functionName, qualifier } = parseFunctionReference(wanted.FunctionName);
      const plain = functionArn(region, accountId, functionName);
      const Resource = qualifier === '$LATEST' ? plain : `${plain}:${qualifier}`;
      const statement = statementOf(wanted, Resource);
      parsePolicy({ Version: '2012-10-17', Statement: statement }, 'resource');
      const Id = request.physicalName({ maxLength: 100 });
      resourcePolicies.putStatement(Resource, Id, statement);
      return { physicalId: Id, attributes: { Id, Resource } };
    },
    restore({ physicalId, attributes }, wanted) {
      const resource = String(attributes.Resource);
      resourcePolicies.putStatement(resource, physicalId, statementOf(wanted, resource));
    },
    delete({ physicalId, attributes }) {
      resourcePolicies.deleteStatement(String(attributes.Resource), physicalId);
    },
  });
}

function statementOf(
  { Action, Principal, SourceAccount, SourceArn }: Permission,
  Resource: string,
) {
  return {
    Effect: 'Allow',
    Principal: principalOf(Principal),
    Action,
    Resource,
    Condition: {
      ...(SourceAccount !== undefined && {
        StringEquals: { 'aws:SourceAccount': SourceAccount },
      }),
      ...(SourceArn !== undefined && { ArnLike: { 'aws:SourceArn': SourceArn } }),
    },
  };
}

function principalOf(principal: string): unknown {
  if (principal === '*') return '*';
  return principal.endsWith('.amazonaws.com') ? { Service: principal } : { AWS: principal };
}
