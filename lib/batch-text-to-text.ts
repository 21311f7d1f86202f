import { join } from 'node:path';
import { Names, RemovalPolicy, Stack, Tags, Token } from 'aws-cdk-lib';
import { type IBucket } from 'aws-cdk-lib/aws-s3';
import { type IStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type * as z from 'zod';
import { DEPLOYMENT_TAG } from '../domain/run/names';
import { ConfigError } from './config/config-error';
import { ConfigFiles } from './config/config-files';
import { checkConfig } from './config/load-config';
import { type configSchema, type DeploymentConfig, type ModelConfig } from './config/schema';
import { applyPermissionsBoundary } from './constructs/apply-permissions-boundary';
import { BatchModel } from './constructs/batch-model';
import { RealtimeInference } from './constructs/realtime-inference';
import { RunPipeline } from './constructs/run-pipeline';
import { RunStorage } from './constructs/run-storage';
import { endpointNamePattern } from './models/endpoint-spec';
import { modelFacts } from './models/model-facts';
import { type PreparedModel } from './models/prepare-models';

/** The application's folder; of the npm package, `dist/`. */
const ROOT = join(__dirname, '..');

/** Every field of a config may be left out, down to the fields of its objects; lists are given whole. */
export type Overlay<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { readonly [K in keyof T]?: Overlay<T[K]> }
    : T;

export interface BatchTextToTextProps {
  /**
   * What differs from `config/default.json`; `docs/configuration.md` explains each field. The
   * region is the stack's.
   * @default - FLAN-T5 large 1.2.2 on ml.g5.2xlarge
   */
  readonly config?: Omit<Overlay<z.input<typeof configSchema>>, 'region' | 'stackPrefix'>;
  /** Folder that the files of presets are relative to. @default - the package's own */
  readonly root?: string;
}

/**
 * Batch text-to-text inference as a part of another application's stack: buckets, models, functions
 * and the state machine of a run. Its stack needs a concrete region, since images and artefacts
 * follow from it.
 *
 * @throws ConfigError in one line: field, value and what is valid
 */
export class BatchTextToText extends Construct {
  /** An execution of it is a run; `docs/execution-input.md` explains its input. */
  readonly stateMachine: IStateMachine;
  /** Data sets go here; what a run makes is under `runs/`. */
  readonly dataBucket: IBucket;

  constructor(scope: Construct, id: string, props: BatchTextToTextProps = {}) {
    super(scope, id);
    const { root = ROOT } = props;
    const name = Names.uniqueResourceName(this, { maxLength: 30 });
    const config = this.checkedConfig(props, root, name);
    const removalPolicy =
      config.removalPolicy === 'destroy' ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN;

    const storage = new RunStorage(this, 'Storage', {
      encryptionKeyArn: config.encryptionKeyArn,
      rawRetentionDays: config.rawRetentionDays,
      removalPolicy,
    });
    const models = config.models.map((model) => {
      const { dataBucket } = storage;
      const prepared = preparedModel(model, config.region);
      return new BatchModel(this, `Model-${model.name}`, {
        model: prepared,
        stackPrefix: name,
        dataBucket,
        vpc: config.vpc,
        endpointPattern: model.name === config.endpoint?.model ? endpointNamePattern(name) : null,
        removalPolicy,
      });
    });
    const pipeline = new RunPipeline(this, 'Pipeline', {
      config,
      models: models.map(({ deployed }) => deployed),
      storage,
      name,
      root,
      removalPolicy,
    });
    // A run may name them: they exist before it can start. The names are literals, so the CDK cannot see it.
    pipeline.node.addDependency(...models);
    if (config.endpoint) {
      const realtime = new RealtimeInference(this, 'Realtime', {
        config,
        endpoint: config.endpoint,
        models: models.map(({ deployed }) => deployed),
        encryptionKey: storage.encryptionKey,
        alarmMessages: pipeline.alarmMessages,
        undeliveredEvents: pipeline.undeliveredEvents,
        removalPolicy,
      });
      realtime.node.addDependency(...models);
    }
    applyPermissionsBoundary(this, config.permissionsBoundaryArn);
    Tags.of(this).add(DEPLOYMENT_TAG, name);
    this.stateMachine = pipeline.stateMachine;
    this.dataBucket = storage.dataBucket;
  }

  private checkedConfig(
    props: BatchTextToTextProps,
    root: string,
    stackPrefix: string,
  ): DeploymentConfig {
    const { region, stackName } = Stack.of(this);
    if (Token.isUnresolved(region)) {
      throw new ConfigError(
        `the region of the stack '${stackName}' is not known at synth; valid: a stack with ` +
          "env: { region: 'eu-west-1' }, as a model's image and artefact follow from the region",
      );
    }
    const label = `config of ${this.node.path}`;
    const files = ConfigFiles.overlay(join(ROOT, 'config'), {
      label,
      content: { ...props.config, region, stackPrefix },
    });
    return checkConfig(files, { root });
  }
}

/** A constructor cannot wait, and packing a folder takes a while. */
function preparedModel(model: ModelConfig, region: string): PreparedModel {
  const { modelData, ...facts } = modelFacts(model, region);
  if ('url' in modelData) return { ...facts, modelData };
  throw new ConfigError(
    `the model '${model.name}' has modelData.path "${modelData.path}"; valid in a construct: ` +
      '"modelData": { "url": "s3://bucket/model.tar.gz" }, an archive that exists already',
  );
}
