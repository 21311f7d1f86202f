import { HeadObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { type Clock } from '../clock';
import { isS3Denial, modelDataDenied } from './access-denial';
import { type ArnMaker } from './arn';
import { type ContainerImages } from './container-images';
import {
  type ContainerDefinition,
  createModelRequest,
  type CreateModelRequest,
} from './model-request';
import { type State, volatileState } from '../state/state';
import { modelDataOf } from './model-data';
import { modelFormat } from './model-format';
import { type S3ClientOf } from './execution-role';
import { expectS3Refusal } from './s3-refusal';
import { parseS3Uri } from './s3-uri';
import { type TagStore } from './tags';
import { parseRequest, unsupported, validationException } from './validation';

/** A model as DescribeModel tells it. `creationTime` in epoch milliseconds. */
export interface Model {
  readonly name: string;
  readonly arn: string;
  readonly creationTime: number;
  readonly container: ContainerDefinition;
  readonly request: CreateModelRequest;
}

export interface ModelsOptions {
  readonly s3: S3Client;
  /** S3 under a model's execution role. */
  readonly s3As?: S3ClientOf | undefined;
  readonly images: ContainerImages;
  readonly clock: Clock;
  readonly arn: ArnMaker;
  readonly tags: TagStore;
  /** Keeps the models; nothing does unless given. */
  readonly state?: State;
}

/** The account's models, by name. */
export class Models {
  private readonly byName: Map<string, Model>;

  constructor(private readonly options: ModelsOptions) {
    this.byName = (options.state ?? volatileState).map('models', modelFormat);
  }

  /** CreateModel: checks shape, image and artefact as AWS does, then keeps the definition. */
  async create(input: unknown): Promise<Model> {
    const request = parseRequest(createModelRequest, input);
    const { ModelName: name, PrimaryContainer: container } = request;
    const arn = this.options.arn('model', name);
    if (request.Containers)
      throw unsupported('Containers (inference pipelines)', 'PrimaryContainer');
    if (!container) throw validationException('PrimaryContainer must be given');
    if (container.Mode === 'MultiModel') throw unsupported('Mode MultiModel', 'SingleModel');
    if (!this.options.images(container.Image)) {
      throw validationException(`Requested image ${container.Image} not found.`);
    }
    const data = modelDataOf(container);
    if (data.kind === 'archive') await this.expectModelData(data.url, request.ExecutionRoleArn);
    if (this.byName.has(name)) {
      throw validationException(`Cannot create already existing model "${arn}".`);
    }
    const model = { name, arn, creationTime: this.options.clock.now(), container, request };
    this.byName.set(name, model);
    this.options.tags.set(arn, request.Tags ?? []);
    return model;
  }

  /** The model of that name; ValidationException in AWS's words if there is none. */
  get(name: string): Model {
    const model = this.byName.get(name);
    if (!model)
      throw validationException(`Could not find model "${this.options.arn('model', name)}".`);
    return model;
  }

  delete(name: string): void {
    const { arn } = this.get(name);
    this.byName.delete(name);
    this.options.tags.remove(arn);
  }

  all(): Model[] {
    return [...this.byName.values()];
  }

  private async expectModelData(url: string, roleArn: string): Promise<void> {
    const location = parseS3Uri(url);
    if (!location) throw unsupported(`ModelDataUrl '${url}'`, 's3://bucket/key of a .tar.gz');
    const head = new HeadObjectCommand({ Bucket: location.bucket, Key: location.key });
    const found = await (this.options.s3As?.(roleArn) ?? this.options.s3)
      .send(head)
      .catch((error: unknown) => {
        if (isS3Denial(error)) throw validationException(modelDataDenied(url, roleArn));
        expectS3Refusal(error);
      });
    if (!found) throw validationException(`Could not find model data at ${url}.`);
  }
}
