import { deleteObject, objectText, putRecords, runEnds } from './runs';
import { RunLayout } from '../../../domain/run/layout';
import { completedResultsSchema } from '../../../domain/run/results';
import { invoke } from './functions';
import { type Scenario, WELL } from './scenario';

/** A run over three shards, to its announcement and mail. */
export const goodRun: Scenario = {
  name: 'run',
  async play(application, id) {
    const uri = await putRecords(application, id, 'one two', 'three four', 'five', 'six', 'seven');
    const input = { dataset: { uri }, idempotencyKey: id };
    const outcome = await runEnds(application, id, input, 'SUCCEEDED');
    if (outcome.failure !== undefined) return outcome;
    const results = await objectText(application, new RunLayout(id).results);
    const { provenance } = completedResultsSchema.parse(JSON.parse(results));
    if (provenance.model.modelDataETag !== null) return WELL;
    return { failure: "results.json does not have the ETag of the model's artefact" };
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
export const missingData: Scenario = {
  name: 'run without data set',
  async play(application, id) {
    const input = { dataset: { uri: `datasets/${id}-none.jsonl` } };
    return runEnds(application, id, input, 'FAILED', 'DatasetNotFound');
  },
};

/** The model refuses all: the run says what the container wrote into its log. */
export const failedRun: Scenario = {
  name: 'run of which every record fails',
  async play(application, id) {
    const uri = await putRecords(application, id, 'BOOM one', 'BOOM two');
    const input = { dataset: { uri } };
    const outcome = await runEnds(application, id, input, 'FAILED', 'TransformJobFailed');
    const { failure, told } = outcome;
    if (failure !== undefined || told?.includes('The container said') === true) return outcome;
    return { ...outcome, failure: `the run does not tell what the container said: ${told ?? ''}` };
  },
};

/** A data set that is deleted after it was planned has to be told from one that may not be read. */
export const deletedData: Scenario = {
  name: 'data set deleted after planning',
  async play(application, id) {
    const uri = await putRecords(application, id, 'one');
    const outcome = await runEnds(application, id, { dataset: { uri } }, 'SUCCEEDED');
    if (outcome.failure !== undefined) return outcome;
    await deleteObject(application, uri);
    // Lambda delivers at least once: what the state machine asked for then comes again now.
    const told = await invoke(application, /PrepareInp/u, { runId: id, part: 0 });
    const left = await objectText(application, new RunLayout(id).partOutcome(0));
    if (left.includes('DatasetNotFound')) return WELL;
    return { failure: told, toldBy: "the function's answer" };
  },
};
