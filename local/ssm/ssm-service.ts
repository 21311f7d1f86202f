import * as z from 'zod';
import { AwsError } from '../gateway/aws-error';
import { type JsonOperation, jsonService } from '../gateway/aws-json';
import { type Authorizer } from '../iam/access';
import { guarded } from '../iam/guarded';
import { type JsonInput, allowEverything, text } from '../iam/rights';
import { type AwsService } from '../gateway/service';

export interface SsmOptions {
  /** Value by name; undefined if there is none. */
  readonly read: (name: string) => string | undefined;
  readonly region: string;
  readonly accountId: string;
  /** Asked for each call; without it, every call is allowed. */
  readonly authorizer?: Authorizer;
}

const schema = z.strictObject({ Name: z.string(), WithDecryption: z.boolean().optional() });

/** SSM, for the parameters that exist here without being put: the bootstrap's version. */
export function createSsm({ read, region, accountId, authorizer }: SsmOptions): AwsService {
  const arnOf = (name: string): string =>
    `arn:aws:ssm:${region}:${accountId}:parameter${name.startsWith('/') ? name : `/${name}`}`;
  const operations = {
    async GetParameter(input) {
      const parsed = schema.safeParse(input);
      if (!parsed.success) {
        throw new AwsError('ValidationException', z.prettifyError(parsed.error));
      }
      const { Name } = parsed.data;
      const Value = read(Name);
      if (Value === undefined) throw new AwsError('ParameterNotFound', `There is no '${Name}'`);
      const ARN = arnOf(Name);
      return { Parameter: { Name, Type: 'String', Value, Version: 1, ARN, DataType: 'text' } };
    },
  } satisfies Record<string, JsonOperation>;
  const rights = {
    GetParameter: ({ Name }: JsonInput) => [
      { action: 'ssm:GetParameter', resource: arnOf(text(Name)) },
    ],
  };
  return jsonService({
    signingName: 'ssm',
    targetPrefix: 'AmazonSSM',
    version: '1.1',
    operations: guarded(operations, rights, authorizer ?? allowEverything),
  });
}
