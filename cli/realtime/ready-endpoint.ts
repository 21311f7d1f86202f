import {
  DescribeEndpointCommand,
  type DescribeEndpointCommandOutput,
  ListTagsCommand,
  type SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import {
  contractNameSchema,
  type ContractName,
  type PayloadContract,
} from '../../domain/realtime/contract';
import { contractOf } from '../../domain/realtime/contract-of';
import { endpointTrouble } from '../../domain/realtime/endpoint-trouble';
import { CONTRACT_TAG } from '../../domain/realtime/names';
import { CliError } from '../shared/cli-error';

/** An endpoint that answers. */
export interface ReadyEndpoint {
  readonly name: string;
  readonly contract: PayloadContract;
  readonly description: DescribeEndpointCommandOutput;
}

/** While an endpoint changes, its former instances answer. */
const ANSWERING: ReadonlySet<string | undefined> = new Set([
  'InService',
  'Updating',
  'SystemUpdating',
  'RollingBack',
]);

/** The endpoints that this application did not make have no tag; its notebook deploys 1.x. */
const UNTAGGED: ContractName = 'text2text-1.x';

/**
 * Finds an endpoint and the contract of its model: as told, else by its tag CONTRACT_TAG, else text2text-1.x.
 * @throws CliError one line for an endpoint that does not exist, is being created or failed
 */
export async function findReadyEndpoint(
  sagemaker: SageMakerClient,
  name: string,
  told?: ContractName,
): Promise<ReadyEndpoint> {
  const description = await describe(sagemaker, name);
  const { EndpointStatus: status, FailureReason: failureReason, EndpointArn } = description;
  if (!ANSWERING.has(status)) throw new CliError(endpointTrouble({ name, status, failureReason }));
  const contract = told ?? (await taggedContract(sagemaker, EndpointArn)) ?? UNTAGGED;
  return { name, contract: contractOf(contract), description };
}

/** The contract that an endpoint's or a model's tag names. @throws CliError for a name that is none */
export async function taggedContract(
  sagemaker: SageMakerClient,
  arn: string | undefined,
): Promise<ContractName | undefined> {
  const { Tags = [] } = await sagemaker.send(new ListTagsCommand({ ResourceArn: arn }));
  const value = Tags.find(({ Key }) => Key === CONTRACT_TAG)?.Value;
  if (value === undefined) return undefined;
  const parsed = contractNameSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const valid = contractNameSchema.options.join(', ');
  throw new CliError(
    `the tag ${CONTRACT_TAG} of ${arn ?? ''} is '${value}'; valid: ${valid}. Name one by --contract`,
  );
}

async function describe(
  sagemaker: SageMakerClient,
  name: string,
): Promise<DescribeEndpointCommandOutput> {
  try {
    return await sagemaker.send(new DescribeEndpointCommand({ EndpointName: name }));
  } catch (cause) {
    // "Could not find endpoint ...": a ValidationException, like all that SageMaker does not find.
    if (!(cause instanceof Error) || cause.name !== 'ValidationException') throw cause;
    throw new CliError(endpointTrouble({ name, status: undefined }), { cause });
  }
}
