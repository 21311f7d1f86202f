import { DescribeStateMachineCommand, UpdateStateMachineCommand } from '@aws-sdk/client-sfn';
import { RunLayout } from '../../../domain/run/layout';
import { spoilLease } from './endpoint-copies';
import { functionsLike, invokeLater } from './functions';
import { stopJobs } from './jobs';
import { orphanJob } from './orphan-job';
import { putObject } from './runs';
import { type Scenario, WELL } from './scenario';

/** Those that nobody waits for. */
const CALLED_BY_EVENTS = /StopTrans|Sweep|Announ|Notify/u;

/** Events that functions cannot answer: after all attempts they go to the queue of undelivered ones. */
export const badEvents: Scenario = {
  name: 'event that fails',
  async play(application, id) {
    // A job of ours with an unreadable owner is what the sweeper fails at.
    const layout = new RunLayout(id);
    const job = await orphanJob(application, id);
    await putObject(application, layout.owner, 'no JSON');
    // And a lease that cannot be read is what the sweeper of leases fails at.
    const readLease = await spoilLease(application);
    for (const name of await functionsLike(application, CALLED_BY_EVENTS))
      await invokeLater(application, name);
    await application.aws.idle();
    await readLease();
    await stopJobs(application, job);
    return WELL;
  },
};

/** A deployment that changes the state machine: Step Functions then tries what its role may log. */
export const updatedMachine: Scenario = {
  name: 'update of the state machine',
  async play({ stepFunctions, stateMachineArn }) {
    const described = await stepFunctions.send(
      new DescribeStateMachineCommand({ stateMachineArn }),
    );
    const { loggingConfiguration, roleArn } = described;
    const update = new UpdateStateMachineCommand({
      stateMachineArn,
      loggingConfiguration,
      roleArn,
    });
    try {
      await stepFunctions.send(update);
      return WELL;
    } catch (error) {
      return { failure: String(error), toldBy: "the update's error" };
    }
  },
};
