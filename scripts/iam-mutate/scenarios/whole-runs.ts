import { deleteObject, objectText, putRecords, runEnds } from './runs';
import { RunLayout } from '../../../domain/run/layout';
import { invoke } from './functions';
import { type Outcome, type Scenario, WELL } from './scenario';
import { objectUri } from '../../../domain/run/s3-uri';
import { type Application } from '../../runbook/application';

/** A run over three shards, to its announcement and mail. */
export const goodRun: Scenario = {
  name: 'run',
  async play(application, id) {
    const uri = await putRecords(application, id, 'one two', 'three four', 'five', 'six', 'seven');
    const input = { dataset: { uri }, idempotencyKey: id };
    return runEnds(application, id, input, 'SUCCEEDED');
  },
};

export const presetRun: Scenario = {
  name: 'preset',
  play: (application, id) =>
    runEnds(application, id, { preset: 'smoke', dataset: { limit: 2 } }, 'SUCCEEDED'),
};

/** A record that the model refuses: its shard is lost, and its log is asked why. */
export const lossyRun: Scenario = {
  name: 'run with a lost shard',
  async play(application, id) {
    const uri = await putRecords(application, id, 'one two', 'three', 'BOOM four', 'five');
    return runEnds(application, id, { dataset: { uri } }, 'SUCCEEDED');
  },
};

/** A data set that is not there has to be told from one that may not be read. */
export const missingData: Scenario = missingDataIn('datasets', 'run without data set');

/** @param place of the data sets: a folder of the data bucket, or another bucket */
export function missingDataIn(place: string, name: string): Scenario {
  return {
    name,
    async play(application, id) {
      const input = { dataset: { uri: `${place}/${id}-none.jsonl` } };
      return runEnds(application, id, input, 'FAILED', 'DatasetNotFound');
    },
  };
}

/** The other model of the deployment, which its own role loads and runs. */
export const secondModel: Scenario = {
  name: 'run with another model',
  async play(application, id) {
    const uri = await putRecords(application, id, 'one two');
    return runEnds(application, id, { dataset: { uri }, model: 'own' }, 'SUCCEEDED');
  },
};

/** The model refuses all: the run says what the container wrote into its log. */
export const failedRun = failedRunOf({}, 'run of which every record fails');
export const failedSecondModel = failedRunOf(
  { model: 'own' },
  'run with another model of which every record fails',
);

function failedRunOf(more: object, name: string): Scenario {
  return {
    name,
    async play(application, id) {
      // As in an account in which no job has run yet: the role has to make the group.
      application.aws.logs.deleteLogGroup('/aws/sagemaker/TransformJobs');
      const uri = await putRecords(application, id, 'BOOM one', 'BOOM two');
      const input = { dataset: { uri }, ...more };
      const outcome = await runEnds(application, id, input, 'FAILED', 'TransformJobFailed');
      const { failure, told } = outcome;
      if (failure !== undefined || told?.includes('The container said') === true) return outcome;
      return {
        ...outcome,
        failure: `the run does not tell what the container said: ${told ?? ''}`,
      };
    },
  };
}

/** A data set that is deleted after it was planned has to be told from one that may not be read. */
export const deletedData = deletedDataIn(undefined, 'data set deleted after planning');

/** @param foreignBucket undefined: the data set is in the data bucket */
export function deletedDataIn(foreignBucket: string | undefined, name: string): Scenario {
  return {
    name,
    async play(application, id) {
      const owner = { ...application, bucket: foreignBucket ?? application.bucket };
      const key = await putRecords(owner, id, 'one');
      const uri = objectUri({ bucket: owner.bucket, key });
      const outcome = await runEnds(application, id, { dataset: { uri } }, 'SUCCEEDED');
      if (outcome.failure !== undefined) return outcome;
      await deleteObject(owner, key);
      return planAgain(application, id);
    },
  };
}

async function planAgain(application: Application, id: string): Promise<Outcome> {
  // Lambda delivers at least once: what the state machine asked for then comes again now.
  const told = await invoke(application, /PrepareInp/u, { runId: id, part: 0 });
  const left = await objectText(application, new RunLayout(id).partOutcome(0));
  if (left.includes('DatasetNotFound')) return WELL;
  return { failure: told, toldBy: "the function's answer" };
}
