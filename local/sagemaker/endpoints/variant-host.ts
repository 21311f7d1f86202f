import { randomBytes } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Clock } from '../../clock';
import { type LogSink } from '../../logs/log-sink';
import { endpointEnvironment } from '../container-env';
import { type ContainerImages } from '../container-images';
import { DeadlineError, withDeadline } from '../deadline';
import { type ArnMaker } from '../arn';
import { type ExecutionRoles } from '../execution-role';
import { JobFailure } from '../failures';
import { type ModelArtifacts } from '../model-artifacts';
import { modelDataOf } from '../model-data';
import { modelFilesFolder } from '../model-files';
import { type Model } from '../models';
import { type RunningContainer, startContainer } from '../start-container';
import { unlessAborted } from '../unless-aborted';
import { EndpointFailure } from './endpoint-failure';
import { type ProductionVariant } from './endpoint-config-request';
import { logGroupOf } from './log-group';
import { type StartInstanceContainer } from './instance';

/** Until the first healthy ping, unless the variant says otherwise. Source: developer guide, "Use Your Own Inference Code with Hosting Services". */
const STARTUP_TIMEOUT_SECONDS = 4 * 60;
/** Upper bound of ModelDataDownloadTimeoutInSeconds; AWS does not say what holds without it. */
const DOWNLOAD_TIMEOUT_SECONDS = 3600;

export interface VariantHostOptions {
  readonly images: ContainerImages;
  readonly artifacts: ModelArtifacts;
  readonly logSink: LogSink;
  readonly arn: ArnMaker;
  /** What a model's container may do; without it, all. */
  readonly roles?: ExecutionRoles | undefined;
  /** Timestamps, and the time of containers. */
  readonly clock: Clock;
  /** Folder for the homes of containers. */
  readonly workDir: string;
}

/** What runs on a variant's instances. */
export interface VariantContainer {
  readonly endpointName: string;
  readonly variant: ProductionVariant;
  readonly model: Model;
  /** Key of the instances' volumes, as the configuration names it. */
  readonly volumeKey?: string | undefined;
}

/** Starts containers for the variants of endpoints. */
export class VariantHost {
  readonly clock: Clock;

  constructor(private readonly options: VariantHostOptions) {
    this.clock = options.clock;
  }

  /**
   * Unpacks the model's artefact and gives what starts a container with it, as often as needed.
   * @throws EndpointFailure, or the signal's reason
   */
  async prepare(wanted: VariantContainer, signal: AbortSignal): Promise<StartInstanceContainer> {
    const modelDir = await this.download(wanted, signal);
    return (stop) => this.start(wanted, modelDir, stop);
  }

  private async download(
    { endpointName, model, variant, volumeKey }: VariantContainer,
    signal: AbortSignal,
  ): Promise<string> {
    const { VariantName, ModelDataDownloadTimeoutInSeconds } = variant;
    const seconds = ModelDataDownloadTimeoutInSeconds ?? DOWNLOAD_TIMEOUT_SECONDS;
    const { roles } = this.options;
    const roleArn = model.request.ExecutionRoleArn;
    try {
      roles?.checkInstance(roleArn, {
        sourceArn: this.options.arn('endpoint', endpointName),
        image: model.container.Image,
        volumeKey,
      });
      return await withDeadline(this.clock, seconds * 1000, signal, (inner) =>
        unlessAborted(this.modelFolder(model, inner), inner),
      );
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof DeadlineError) {
        throw EndpointFailure.downloadTimedOut(VariantName, seconds, error);
      }
      // What failed is told as for a job, whose reasons begin with whose fault it was.
      if (error instanceof JobFailure) {
        throw new EndpointFailure(error.message.replace(/^ClientError: /, ''), { cause: error });
      }
      throw error;
    }
  }

  private async modelFolder(model: Model, signal: AbortSignal): Promise<string> {
    const { artifacts, roles } = this.options;
    const s3 = roles?.s3(model.request.ExecutionRoleArn) ?? artifacts.s3;
    const data = modelDataOf(model.container);
    if (data.kind === 'files') {
      return modelFilesFolder(data, { s3, folder: artifacts.folder, signal });
    }
    return artifacts.folderOf(data.kind === 'none' ? undefined : data.url, signal, s3);
  }

  private async start(
    { endpointName, variant, model }: VariantContainer,
    modelDir: string,
    signal: AbortSignal,
  ): Promise<RunningContainer> {
    const { clock, images, workDir, roles } = this.options;
    const logSink = roles?.logSink(model.request.ExecutionRoleArn) ?? this.options.logSink;
    const { VariantName, ContainerStartupHealthCheckTimeoutInSeconds } = variant;
    const image = images(model.container.Image);
    if (!image) throw new EndpointFailure(`Requested image ${model.container.Image} not found.`);
    const id = `i-${randomBytes(8).toString('hex')}`;
    const home = join(workDir, id);
    await mkdir(home, { recursive: true });
    const removeHome = async (): Promise<void> => rm(home, { recursive: true, force: true });
    try {
      const container = await startContainer({
        image,
        env: endpointEnvironment(image, model.container, { modelDir, home }),
        clock,
        onLine: (line) => {
          logSink.write(logGroupOf(endpointName), `${VariantName}/${id}`, line, clock.now());
        },
        startupTimeoutMs:
          (ContainerStartupHealthCheckTimeoutInSeconds ?? STARTUP_TIMEOUT_SECONDS) * 1000,
        signal,
      });
      return { ...container, close: async () => container.close().then(removeHome) };
    } catch (error) {
      await removeHome();
      signal.throwIfAborted();
      throw EndpointFailure.unhealthy(VariantName, error);
    }
  }
}
