import { Duration, Stack } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { type DeployedModel } from '../../domain/run/deployed-model';
import { type ObjectLocation, parseObjectUri } from '../../domain/run/s3-uri';
import { type DatasetBucketConfig } from '../config/schema';
import { type FunctionDefaults, LambdaFunction, type LambdaFunctionProps } from './lambda-function';
import { TransformJobRights } from './transform-job-rights';
import { type UndeliveredEvents } from './undelivered-events';

export type RunFunctionName =
  | 'plan-run'
  | 'prepare-input'
  | 'start-transform'
  | 'check-transform'
  | 'score-shard'
  | 'summarize-run'
  | 'stop-transform';

export interface RunFunctionsProps {
  readonly functionDefaults: FunctionDefaults;
  readonly dataBucket: s3.IBucket;
  /** Foreign buckets in which data sets may lie: the only ones that are read. */
  readonly datasetBuckets: readonly DatasetBucketConfig[];
  /** Objects that came with the deployment: nothing else of their bucket is read. */
  readonly bundledDatasets: readonly ObjectLocation[];
  /** Their artefacts are looked at, to say which weights answered. */
  readonly models: readonly Pick<DeployedModel, 'modelDataUrl'>[];
  /** Takes the ends of executions that stop-transform could not handle. */
  readonly undeliveredEvents: UndeliveredEvents;
}

/** One whole CPU: the functions that read or score texts are bound by it. */
const ONE_CPU = 1769;
/** Functions that make a few calls and wait for them; 256 MB holds an SDK client and its heap. */
const FEW_CALLS = 256;
/** Whatever a run owns. */
const RUNS = ['runs/*'];
/** Which execution holds an idempotency key. */
const CLAIMS = ['idempotency/*'];

/** The functions that the state machine calls, each with what it needs and no more. */
export class RunFunctions extends Construct {
  readonly functions: Readonly<Record<RunFunctionName, LambdaFunction>>;
  private readonly jobs: TransformJobRights;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: RunFunctionsProps,
  ) {
    super(scope, id);
    this.jobs = new TransformJobRights(Stack.of(this), props.functionDefaults.service);
    this.functions = {
      'plan-run': this.planRun(),
      'prepare-input': this.prepareInput(),
      'start-transform': this.startTransform(),
      'check-transform': this.checkTransform(),
      'score-shard': this.scoreShard(),
      'summarize-run': this.summarizeRun(),
      'stop-transform': this.stopTransform(),
    };
  }

  private planRun(): LambdaFunction {
    // Claims the idempotency key, heads the data set, reads its first line, writes the plan.
    const planRun = this.create('PlanRun', {
      name: 'plan-run',
      description: 'Plans a run: checks the request and the data set, writes plan.json',
      timeout: Duration.minutes(2),
      memorySize: FEW_CALLS,
    });
    this.readDatasets(planRun, [...CLAIMS, ...RUNS]);
    return planRun;
  }

  private prepareInput(): LambdaFunction {
    const prepareInput = this.create('PrepareInput', {
      name: 'prepare-input',
      description: 'Turns one part of the data set into shards for the transform job',
      // Lambda's longest; plan-run refuses what cannot be read in it.
      timeout: Duration.minutes(15),
      memorySize: ONE_CPU,
    });
    this.readDatasets(prepareInput, RUNS);
    return prepareInput;
  }

  private startTransform(): LambdaFunction {
    const startTransform = this.create('StartTransform', {
      name: 'start-transform',
      description: 'Starts the transform job of one attempt',
      timeout: Duration.minutes(2),
      memorySize: FEW_CALLS,
    });
    // No write: what it starts is told by the job's name, which is built from the run.
    startTransform.useBucket('DATA_BUCKET', {
      bucket: this.props.dataBucket,
      read: RUNS,
      list: RUNS,
    });
    // Of what the job writes, and of its instances' disks.
    const { encryptionKey } = this.props.functionDefaults;
    startTransform.function.addEnvironment('ENCRYPTION_KEY_ARN', encryptionKey.keyArn);
    startTransform.allow(this.jobs.create());
    startTransform.allow(this.jobs.tag());
    // A retry finds its job's name in use, and must tell its own job from a stranger's.
    startTransform.allow(this.jobs.describe());
    // For a run that was aborted while the job was being created.
    startTransform.allow(this.jobs.stop());
    return startTransform;
  }

  private checkTransform(): LambdaFunction {
    const checkTransform = this.create('CheckTransform', {
      name: 'check-transform',
      description: 'Looks at the transform job: wait, go on or give up',
      timeout: Duration.minutes(2),
      memorySize: FEW_CALLS,
    });
    // Lists the outputs to tell how many records are answered.
    checkTransform.useBucket('DATA_BUCKET', {
      bucket: this.props.dataBucket,
      read: RUNS,
      list: RUNS,
    });
    checkTransform.allow(this.jobs.describe());
    // A failed job's reason says only "See job logs": the container's own message is there.
    checkTransform.allow(this.jobs.readLogs());
    return checkTransform;
  }

  private scoreShard(): LambdaFunction {
    const scoreShard = this.create('ScoreShard', {
      name: 'score-shard',
      description: "Joins a shard's answers to its references and scores them",
      // A shard has 8 MiB of text, or little more; 10,000 pairs a second score it in a few seconds.
      timeout: Duration.minutes(5),
      memorySize: ONE_CPU,
    });
    this.useRuns(scoreShard);
    // What was scored may expire.
    scoreShard.allowBucket({ bucket: this.props.dataBucket, tag: ['runs/*/passes/*'] });
    return scoreShard;
  }

  private summarizeRun(): LambdaFunction {
    const summarizeRun = this.create('SummarizeRun', {
      name: 'summarize-run',
      description: 'Adds the shards up, writes results.json',
      // 40,000 partials are read, at about 100 a second, in 7 minutes.
      timeout: Duration.minutes(15),
      memorySize: ONE_CPU,
    });
    this.useRuns(summarizeRun);
    // For the job's times: what it cost.
    summarizeRun.allow(this.jobs.describe());
    // For the ETags of the weights that answered: HeadObject needs the right to read.
    summarizeRun.allow({
      actions: ['s3:GetObject'],
      resources: this.props.models.map(({ modelDataUrl }) =>
        this.arnOfObject(parseObjectUri(modelDataUrl, '')),
      ),
    });
    return summarizeRun;
  }

  private stopTransform(): LambdaFunction {
    const stopTransform = this.create('StopTransform', {
      name: 'stop-transform',
      description: 'Cleans up after a run that failed or was aborted: stops its job, writes why',
      timeout: Duration.minutes(2),
      memorySize: FEW_CALLS,
      // The rule on ended executions calls it too, and waits for no answer.
      onFailure: this.props.undeliveredEvents,
    });
    this.useRuns(stopTransform);
    stopTransform.allow(this.jobs.describe());
    stopTransform.allow(this.jobs.stop());
    return stopTransform;
  }

  private arnOfObject({ bucket, key }: ObjectLocation): string {
    return `arn:${Stack.of(this).partition}:s3:::${bucket}/${key}`;
  }

  private create(
    id: string,
    props: Omit<LambdaFunctionProps, keyof FunctionDefaults>,
  ): LambdaFunction {
    return new LambdaFunction(this, id, { ...this.props.functionDefaults, ...props });
  }

  private useRuns(user: LambdaFunction): void {
    user.useBucket('DATA_BUCKET', {
      bucket: this.props.dataBucket,
      read: RUNS,
      write: RUNS,
      list: RUNS,
    });
  }

  /** Data sets may lie anywhere in the data bucket, in the buckets that the config names, or in assets. */
  private readDatasets(reader: LambdaFunction, write: readonly string[]): void {
    const everything = ['*'];
    reader.useBucket('DATA_BUCKET', {
      bucket: this.props.dataBucket,
      read: everything,
      write,
      list: everything,
    });
    if (this.props.bundledDatasets.length > 0) {
      reader.allow({
        actions: ['s3:GetObject'],
        resources: this.props.bundledDatasets.map((location) => this.arnOfObject(location)),
      });
    }
    for (const { bucketName, keyArn } of this.props.datasetBuckets) {
      const encryptionKey =
        keyArn === undefined ? undefined : Key.fromKeyArn(reader, `${bucketName}-key`, keyArn);
      const bucket = s3.Bucket.fromBucketAttributes(reader, bucketName, {
        bucketName,
        encryptionKey,
      });
      reader.allowBucket({ bucket, read: everything, list: everything });
    }
  }
}
