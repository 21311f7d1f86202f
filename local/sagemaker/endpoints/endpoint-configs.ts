import * as z from 'zod';
import { type Clock } from '../../clock';
import { type Format } from '../../state/format';
import { type State, volatileState } from '../../state/state';
import { type ArnMaker } from '../arn';
import { listPage } from '../listing';
import { entityName } from '../model-request';
import { type Models } from '../models';
import { type TagStore } from '../tags';
import { epochSeconds } from '../transform-job';
import { parseRequest, validationException } from '../validation';
import {
  createEndpointConfigRequest,
  type CreateEndpointConfigRequest,
  type ProductionVariant,
  readVariants,
} from './endpoint-config-request';

/** `creationTime` in epoch milliseconds. */
export interface EndpointConfig {
  readonly name: string;
  readonly arn: string;
  readonly creationTime: number;
  readonly variants: readonly ProductionVariant[];
  readonly request: CreateEndpointConfigRequest;
}

export interface EndpointConfigsOptions {
  readonly models: Models;
  readonly clock: Pick<Clock, 'now'>;
  readonly arn: ArnMaker;
  readonly tags: TagStore;
  /** Keeps the configurations; nothing does unless given. */
  readonly state?: State;
}

const storedConfig = z.object({
  arn: z.string(),
  creationTime: z.number(),
  request: createEndpointConfigRequest,
});
const format: Format<EndpointConfig, z.output<typeof storedConfig>> = {
  schema: storedConfig,
  write: ({ arn, creationTime, request }) => ({ arn, creationTime, request }),
  read: (stored, name) => ({ ...stored, name, variants: readVariants(stored.request) }),
};

const nameOnly = z.object({ EndpointConfigName: entityName });

/** The account's endpoint configurations. They cannot be changed; the messages are AWS's. */
export class EndpointConfigs {
  private readonly byName: Map<string, EndpointConfig>;

  constructor(private readonly options: EndpointConfigsOptions) {
    this.byName = (options.state ?? volatileState).map('endpoint-configs', format);
  }

  create(input: unknown): { EndpointConfigArn: string } {
    const request = parseRequest(createEndpointConfigRequest, input);
    const variants = readVariants(request);
    const { EndpointConfigName: name } = request;
    const arn = this.options.arn('endpoint-config', name);
    if (this.byName.has(name)) {
      throw validationException(`Cannot create already existing endpoint configuration "${arn}".`);
    }
    for (const { ModelName } of variants) this.options.models.get(ModelName);
    const creationTime = this.options.clock.now();
    this.byName.set(name, { name, arn, creationTime, variants, request });
    this.options.tags.set(arn, request.Tags ?? []);
    return { EndpointConfigArn: arn };
  }

  /** @throws AwsError ValidationException `Could not find endpoint configuration "ARN".` */
  get(name: string): EndpointConfig {
    const config = this.byName.get(name);
    if (config) return config;
    const arn = this.options.arn('endpoint-config', name);
    throw validationException(`Could not find endpoint configuration "${arn}".`);
  }

  has(name: string): boolean {
    return this.byName.has(name);
  }

  describe(input: unknown): Record<string, unknown> {
    const config = this.get(parseRequest(nameOnly, input).EndpointConfigName);
    const { DataCaptureConfig, KmsKeyId } = config.request;
    return {
      ...summarize(config),
      ProductionVariants: config.variants,
      DataCaptureConfig,
      KmsKeyId,
      EnableNetworkIsolation: false,
    };
  }

  list(input: unknown): Record<string, unknown> {
    const listable = [...this.byName.values()].map((config) => ({
      ...config,
      status: '',
      lastModifiedTime: config.creationTime,
    }));
    const { page, ...rest } = listPage(listable, input);
    return { EndpointConfigs: page.map(summarize), ...rest };
  }

  /** An endpoint that was made of it goes on: it has what it needs. */
  delete(input: unknown): Record<string, never> {
    const { name, arn } = this.get(parseRequest(nameOnly, input).EndpointConfigName);
    this.byName.delete(name);
    this.options.tags.remove(arn);
    return {};
  }
}

function summarize(
  config: Pick<EndpointConfig, 'name' | 'arn' | 'creationTime'>,
): Record<string, unknown> {
  return {
    EndpointConfigName: config.name,
    EndpointConfigArn: config.arn,
    CreationTime: epochSeconds(config.creationTime),
  };
}
