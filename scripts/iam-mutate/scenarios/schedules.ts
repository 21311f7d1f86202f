import { paginateListExecutions } from '@aws-sdk/client-sfn';
import { RunLayout } from '../../../domain/run/layout';
import { type Application } from '../../runbook/application';
import { jobStatus, stopJobs } from './jobs';
import { orphanJob } from './orphan-job';
import { deleteObject, endOf, endText, putObject, records } from './runs';
import { type Scenario, WELL } from './scenario';

/** A schedule that fires: the copy of the deployed one, which would wait for the night. */
export const scheduledRun: Scenario = {
  name: 'schedule',
  async play(application, id) {
    await putObject(application, 'datasets/good-run.jsonl', records('one two three'));
    const nightly = scheduleWith(application, ({ name }) => name.includes('nightly'));
    const before = await executionsOf(application);
    await fireCopy(application, nightly, id);
    const started = (await executionsOf(application)).filter((arn) => !before.includes(arn));
    const [executionArn] = started;
    if (executionArn === undefined) return { failure: 'the schedule started no execution' };
    const end = await endOf(application, executionArn);
    await application.aws.idle();
    return { failure: end.status === 'SUCCEEDED' ? undefined : endText(end), told: endText(end) };
  },
};

/** A transform job whose run is over, and the sweeper's schedule. */
export const sweep: Scenario = {
  name: 'sweeper',
  async play(application, id) {
    const job = await orphanJob(application, id);
    await fireCopy(application, sweeperOf(application), id);
    const status = await jobStatus(application, job);
    await stopJobs(application, id);
    return status === 'Stopped' ? WELL : { failure: `the job is ${status}` };
  },
};

/** A job whose run's folder is gone: the sweeper tells of it, and leaves it to a person. */
export const ownerlessSweep: Scenario = {
  name: 'sweeper over a job without owner',
  async play(application, id) {
    const job = await orphanJob(application, id);
    await deleteObject(application, new RunLayout(id).owner);
    await fireCopy(application, sweeperOf(application), id);
    const status = await jobStatus(application, job);
    await stopJobs(application, id);
    return status === 'InProgress' ? WELL : { failure: `the job is ${status}` };
  },
};

/** A schedule whose target is gone: its event goes to the queue of undelivered ones. */
export const lostSchedule: Scenario = {
  name: 'schedule without target',
  async play(application, id) {
    const { schedules } = application.aws.scheduler;
    for (const schedule of schedules.list()) {
      const { Target } = schedule.settings;
      const lost = { ...Target, Arn: `${Target.Arn.replace(/:[^:]*$/u, '')}:gone` };
      const settings = { ...schedule.settings, Target: lost };
      await fireCopy(application, { ...schedule, settings }, `${id}-${schedule.name.slice(0, 8)}`);
    }
    return WELL;
  },
};

type Schedule = ReturnType<Application['aws']['scheduler']['schedules']['list']>[number];

function scheduleWith({ aws }: Application, isWanted: (schedule: Schedule) => boolean): Schedule {
  const found = aws.scheduler.schedules.list().find(isWanted);
  if (!found) throw new Error('a schedule that a scenario fires was not deployed');
  return found;
}

function sweeperOf(application: Application): Schedule {
  return scheduleWith(application, ({ settings }) =>
    /:function:.*SweepJobs/u.test(settings.Target.Arn),
  );
}

/** The sweeper of leases. */
export async function sweepLeases(application: Application, id: string): Promise<void> {
  const schedule = scheduleWith(application, ({ settings }) =>
    /:function:.*SweepEnd/u.test(settings.Target.Arn),
  );
  await fireCopy(application, schedule, id);
}

async function executionsOf({ stepFunctions, stateMachineArn }: Application): Promise<string[]> {
  const pages = paginateListExecutions({ client: stepFunctions }, { stateMachineArn });
  const arns: string[] = [];
  for await (const { executions = [] } of pages) {
    arns.push(...executions.map(({ executionArn = '' }) => executionArn));
  }
  return arns;
}

/** A rate without a start date fires when it is made. */
async function fireCopy(
  { aws }: Application,
  { groupName, settings }: Schedule,
  name: string,
): Promise<void> {
  const id = { name: `copy-${name}`, groupName };
  aws.scheduler.schedules.create(id, { ...settings, ScheduleExpression: 'rate(1 day)' });
  await aws.idle();
  aws.scheduler.schedules.delete(id);
}
