import { type RemovalPolicy } from 'aws-cdk-lib';
import { type IKey } from 'aws-cdk-lib/aws-kms';
import { type IStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { type DeployedModel } from '../../domain/run/deployed-model';
import { type Deployment, type Presets } from '../../domain/run/deployment';
import { version } from '../../package.json';
import { type DeploymentConfig } from '../config/schema';
import { acknowledgeWildcards } from '../nag/acknowledge-wildcards';
import { EndedExecutionRule } from './ended-execution-rule';
import { JobSweeper } from './job-sweeper';
import { MessageTopic } from './message-topic';
import { NetworkEndpoints } from './network-endpoints';
import { RunFunctions } from './run-functions';
import { RunMonitoring } from './run-monitoring';
import { RunNotifications } from './run-notifications';
import { RunPresets } from './run-presets';
import { RunSchedules } from './run-schedules';
import { RunStateMachine } from './run-state-machine';
import { type RunStorage } from './run-storage';
import { ScheduleGroup } from './schedule-group';
import { UndeliveredEvents } from './undelivered-events';

export interface RunPipelineProps {
  readonly config: DeploymentConfig;
  readonly models: readonly DeployedModel[];
  readonly storage: RunStorage;
  /** Unique in account and region; begins the names of log groups. */
  readonly name: string;
  /** Folder that the files of presets are relative to. */
  readonly root: string;
  /** Of the logs. */
  readonly removalPolicy: RemovalPolicy;
}

/**
 * What runs: the functions and the state machine that calls them, the nets below it, what starts
 * runs by the clock, what tells of their end, and what operators look at.
 */
export class RunPipeline extends Construct {
  readonly stateMachine: IStateMachine;
  readonly presets: Presets;
  /** Gets the alarms. */
  readonly alarmMessages: MessageTopic;
  readonly undeliveredEvents: UndeliveredEvents;

  constructor(scope: Construct, id: string, props: RunPipelineProps) {
    super(scope, id);
    const { config, models, name, removalPolicy } = props;
    const { dataBucket, encryptionKey } = props.storage;
    const { stackPrefix: service, notifications, vpc } = config;
    const undeliveredEvents = new UndeliveredEvents(this, 'UndeliveredEvents', { encryptionKey });
    const functionDefaults = { service, encryptionKey, vpc, removalPolicy };
    const shared = { functionDefaults, dataBucket, undeliveredEvents };

    if (vpc) {
      new NetworkEndpoints(this, 'Endpoints', vpc, { invokesEndpoints: config.endpoint !== null });
    }
    const { presets, datasets } = new RunPresets(this, 'Presets', config.presets, props.root);
    const { functions } = new RunFunctions(this, 'Functions', {
      ...shared,
      datasetBuckets: config.datasetBuckets,
      bundledDatasets: datasets.map(({ location }) => location),
      models,
    });
    const { stateMachine } = new RunStateMachine(this, 'Run', {
      functions,
      deployment: {
        ...deploymentOf(config, models),
        presets,
        bundledDatasets: datasets.map(({ uri }) => uri),
      },
      name,
      encryptionKey,
      removalPolicy,
    });
    new EndedExecutionRule(this, 'EndedExecution', {
      stateMachine,
      stopTransform: functions['stop-transform'],
      undeliveredEvents,
    });
    const group = new ScheduleGroup(this, 'Schedules');
    const { sweepJobs } = new JobSweeper(this, 'Sweeper', { ...shared, stateMachine, group });
    new RunSchedules(this, 'RunSchedules', { ...config, stateMachine, group, undeliveredEvents });
    const runMessages = new MessageTopic(this, 'RunMessages', {
      displayName: 'Text2Text runs',
      emails: notifications.runEmails,
      encryptionKey,
    });
    const announcers = new RunNotifications(this, 'Notifications', { ...shared, runMessages });
    this.alarmMessages = this.createAlarmMessages(config, encryptionKey);
    this.undeliveredEvents = undeliveredEvents;
    new RunMonitoring(this, 'Monitoring', {
      service,
      stateMachine,
      functions: { ...functions, ...announcers.functions, 'sweep-jobs': sweepJobs },
      undeliveredEvents: undeliveredEvents.queue,
      alarmTopic: this.alarmMessages.topic,
      runbookUrl: config.runbookUrl,
    });
    acknowledgeWildcards(this);
    this.stateMachine = stateMachine;
    this.presets = presets;
  }

  private createAlarmMessages(
    { notifications }: DeploymentConfig,
    encryptionKey: IKey,
  ): MessageTopic {
    const alarmMessages = new MessageTopic(this, 'AlarmMessages', {
      displayName: 'Text2Text alarms',
      emails: notifications.alarmEmails,
      encryptionKey,
    });
    alarmMessages.allowAlarms();
    return alarmMessages;
  }
}

/** What the state machine's definition says of the deployment: literals, visible in the console. */
function deploymentOf(
  config: DeploymentConfig,
  models: readonly DeployedModel[],
): Omit<Deployment, 'presets' | 'bundledDatasets'> {
  return {
    codeVersion: version,
    models: [...models],
    datasetBuckets: config.datasetBuckets.map(({ bucketName }) => bucketName),
    runDefaults: config.runDefaults,
    limits: config.limits,
  };
}
