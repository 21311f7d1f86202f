import * as z from 'zod';
import { AwsError } from '../gateway/aws-error';
import { jsonService } from '../gateway/aws-json';
import { type AwsService } from '../gateway/service';

export interface SsmOptions {
  /** Value by name; undefined if there is none. */
  readonly read: (name: string) => string | undefined;
  readonly region: string;
  readonly accountId: string;
}

const schema = z.strictObject({ Name: z.string(), WithDecryption: z.boolean().optional() });

/** SSM, for the parameters that exist here without being put: the bootstrap's version. */
export function createSsm({ read, region, accountId }: SsmOptions): AwsService {
  return jsonService({
    signingName: 'ssm',
    targetPrefix: 'AmazonSSM',
    version: '1.1',
    operations: {
      async GetParameter(input) {
        const parsed = schema.safeParse(input);
        if (!parsed.success) {
          throw new AwsError('ValidationException', z.prettifyError(parsed.error));
        }
        const { Name } = parsed.data;
        const Value = read(Name);
        if (Value === undefined) throw new AwsError('ParameterNotFound', `There is no '${Name}'`);
        const path = Name.startsWith('/') ? Name : `/${Name}`;
        const ARN = `arn:aws:ssm:${region}:${accountId}:parameter${path}`;
        return { Parameter: { Name, Type: 'String', Value, Version: 1, ARN, DataType: 'text' } };
      },
    },
  });
}
