import { type S3Client } from '@aws-sdk/client-s3';
import * as z from 'zod';
import { type EmitEvent } from '../events/event';
import { AwsError } from '../gateway/aws-error';
import { type Clock } from '../clock';
import { type ArnMaker } from './arn';
import {
  checkInput,
  checkLimits,
  checkModel,
  checkQuota,
  type InstanceQuotas,
  refuseUnsupported,
} from './create-transform-job';
import { type State, volatileState } from '../state/state';
import { type S3ClientOf } from './execution-role';
import { JobFailure, failureReason } from './failures';
import { entityName } from './model-request';
import { type Models } from './models';
import { type TagStore } from './tags';
import {
  describeTransformJob,
  type TransformJob,
  transformJobEventDetail,
  type TransformJobStatus,
} from './transform-job';
import { transformJobFormat } from './transform-job-format';
import { createTransformJobRequest } from './transform-job-request';
import { type TransformRun } from './transform-runner';
import { parseRequest, validationException } from './validation';

export interface TransformJobsOptions {
  readonly s3: S3Client;
  /** S3 under a model's execution role. */
  readonly s3As?: S3ClientOf | undefined;
  readonly models: Models;
  readonly tags: TagStore;
  readonly arn: ArnMaker;
  readonly clock: Clock;
  readonly region: string;
  readonly quotas: InstanceQuotas;
  readonly emitEvent: EmitEvent;
  /** Runs a job to its end; rejects with JobFailure, or with the signal's reason when that aborts first. */
  readonly run: (run: TransformRun) => Promise<void>;
  /** Keeps the jobs; nothing does unless given. */
  readonly state?: State;
}

interface RunningJob {
  readonly stop: AbortController;
  readonly ended: Promise<void>;
}

const nameOnly = z.object({ TransformJobName: entityName });

/** The account's transform jobs: their states and the transitions between them. Names are consumed for good. */
export class TransformJobs {
  private readonly jobs: Map<string, TransformJob>;
  private readonly running = new Map<TransformJob, RunningJob>();

  constructor(private readonly options: TransformJobsOptions) {
    this.jobs = (options.state ?? volatileState).map('transform-jobs', transformJobFormat);
  }

  /** Ends what a killed process has left in progress: its containers are gone, so the job is Stopped. */
  endInterrupted(): void {
    for (const job of this.jobs.values()) {
      if (job.status === 'InProgress' || job.status === 'Stopping') this.end(job, 'Stopped');
    }
  }

  /** CreateTransformJob: all that AWS checks before it answers, then the job runs by itself. */
  async create(input: unknown): Promise<{ TransformJobArn: string }> {
    const { models, clock, region } = this.options;
    const request = parseRequest(createTransformJobRequest, input);
    refuseUnsupported(request);
    checkLimits(request);
    const model = models.get(request.ModelName);
    checkModel(model);
    this.checkName(request.TransformJobName);
    const roleArn = model.request.ExecutionRoleArn;
    const s3 = this.options.s3As?.(roleArn) ?? this.options.s3;
    await checkInput(request, { s3, region, roleArn });
    // From here to the map without an await: of two requests with one name, one wins.
    this.checkName(request.TransformJobName);
    checkQuota(
      request,
      this.options.quotas,
      this.instancesInUse(request.TransformResources.InstanceType),
    );

    const arn = this.options.arn('transform-job', request.TransformJobName);
    const creationTime = clock.now();
    const job: TransformJob = {
      arn,
      request,
      model,
      creationTime,
      lastModifiedTime: creationTime,
      status: 'InProgress',
    };
    this.jobs.set(request.TransformJobName, job);
    this.options.tags.set(arn, request.Tags ?? []);
    this.emit(job);
    const stop = new AbortController();
    this.running.set(job, { stop, ended: this.run(job, stop.signal) });
    return { TransformJobArn: arn };
  }

  describe(input: unknown): Record<string, unknown> {
    return describeTransformJob(this.find(parseRequest(nameOnly, input).TransformJobName));
  }

  /** StopTransformJob: Stopping at once, Stopped when the containers are gone and nothing is written any more. */
  stop(input: unknown): Record<string, never> {
    const job = this.find(parseRequest(nameOnly, input).TransformJobName);
    if (job.status === 'Stopping') return {};
    if (job.status !== 'InProgress') {
      throw validationException(
        `The request was rejected because the transform job is in status ${job.status}.`,
      );
    }
    this.change(job, 'Stopping');
    this.running.get(job)?.stop.abort(new Error('The transform job was stopped'));
    return {};
  }

  all(): TransformJob[] {
    return [...this.jobs.values()];
  }

  /** Stops all jobs and waits until their containers are gone. */
  async close(): Promise<void> {
    const running = [...this.running];
    for (const [job] of running) this.stop({ TransformJobName: job.request.TransformJobName });
    await Promise.all(running.map(async ([, { ended }]) => ended));
  }

  private async run(job: TransformJob, signal: AbortSignal): Promise<void> {
    const onStart = (): void => {
      // Later than the creation, also for a clock that stands still: AWS's instances take minutes to come.
      job.startTime = Math.max(this.options.clock.now(), job.creationTime + 1);
      this.jobs.set(job.request.TransformJobName, job);
    };
    try {
      await this.options.run({ request: job.request, model: job.model, onStart, signal });
      // A stop that came while the finished run was clearing up: Stopping ends in Stopped, not in Completed.
      this.end(job, signal.aborted ? 'Stopped' : 'Completed');
    } catch (error) {
      // By its reason, not by `aborted`: a job that failed before it was stopped keeps its FailureReason.
      if (signal.aborted && error === signal.reason) {
        this.end(job, 'Stopped');
      } else {
        const reason =
          error instanceof JobFailure ? error.message : failureReason('InternalServerError');
        job.failureReason = reason.slice(0, 1024);
        this.end(job, 'Failed');
      }
    }
  }

  private end(job: TransformJob, status: TransformJobStatus): void {
    job.endTime = Math.max(this.options.clock.now(), job.startTime ?? 0);
    this.running.delete(job);
    this.change(job, status);
  }

  private change(job: TransformJob, status: TransformJobStatus): void {
    job.status = status;
    job.lastModifiedTime = this.options.clock.now();
    this.jobs.set(job.request.TransformJobName, job);
    this.emit(job);
  }

  private emit(job: TransformJob): void {
    const tags = Object.fromEntries(
      this.options.tags.get(job.arn).map(({ Key, Value }) => [Key, Value]),
    );
    this.options.emitEvent({
      source: 'aws.sagemaker',
      detailType: 'SageMaker Transform Job State Change',
      resources: [job.arn],
      detail: transformJobEventDetail(job, tags),
    });
  }

  private find(name: string): TransformJob {
    const job = this.jobs.get(name);
    if (!job) throw validationException(`Could not find requested job with name: ${name}`);
    return job;
  }

  private checkName(name: string): void {
    const existing = this.jobs.get(name);
    if (!existing) return;
    throw new AwsError(
      'ResourceInUse',
      `Job name must be unique within an AWS account and region, and a job with this name already exists (${existing.arn})`,
    );
  }

  private instancesInUse(type: string): number {
    const resources = [...this.running.keys()].map((job) => job.request.TransformResources);
    return resources
      .filter(({ InstanceType }) => InstanceType === type)
      .reduce((sum, { InstanceCount }) => sum + InstanceCount, 0);
  }
}
