/**
 * Why a run ends early, one class for each decision that its reader can take.
 *
 * The state machine and people route on `name`, which is therefore set by hand: minified bundles
 * rename classes, and Lambda reports `error.name` as Step Functions' Error.
 */
export abstract class RunError extends Error {
  abstract override readonly name: string;
}

/** A field of the execution input is wrong: correct it and start again. Names field, value and what is valid. */
export class InvalidRunRequest extends RunError {
  override readonly name = 'InvalidRunRequest';
}

/** The data set or its references are not where the input says, or may not be read. */
export class DatasetNotFound extends RunError {
  override readonly name = 'DatasetNotFound';
}

/** One function could not read the data set within its time-out: split it into several runs. */
export class DatasetTooLarge extends RunError {
  override readonly name = 'DatasetTooLarge';
}

/** The data set can be read, but not used: a column is missing, its references are out of order ... */
export class DatasetUnusable extends RunError {
  override readonly name = 'DatasetUnusable';
}

/** No record is left to submit. The message gives the first reasons, with their lines. */
export class NoUsableRecords extends RunError {
  override readonly name = 'NoUsableRecords';
}

/** Parts or shards whose function crashed or ran out of time. The function's log says why. */
export class StepIncomplete extends RunError {
  override readonly name = 'StepIncomplete';
}

/** SageMaker has no instance of this type for us now: a quota or a shortage. Worth a retry later. */
export class TransformCapacityUnavailable extends RunError {
  override readonly name = 'TransformCapacityUnavailable';
}

/** SageMaker refuses the job as it was asked for; another try would be refused too. */
export class TransformJobRefused extends RunError {
  override readonly name = 'TransformJobRefused';
}

/** The transform job ended without a single answer. The message carries what the container said. */
export class TransformJobFailed extends RunError {
  override readonly name = 'TransformJobFailed';
}

/** Somebody stopped the transform job. */
export class TransformJobStopped extends RunError {
  override readonly name = 'TransformJobStopped';
}

/** The run took longer than `transform.maxRuntimeHours`. */
export class RunTimedOut extends RunError {
  override readonly name = 'RunTimedOut';
}

/** The run's results are final already: it was aborted meanwhile, or its name was used before. */
export class RunAlreadyEnded extends RunError {
  override readonly name = 'RunAlreadyEnded';
}

/** Records were lost: read, rejected, submitted, scored, unscored, failed and missing do not add up. */
export class CountsDoNotAddUp extends RunError {
  override readonly name = 'CountsDoNotAddUp';
}

/** A file of the run was written by a version of this program that this one does not know. */
export class UnknownContractVersion extends RunError {
  override readonly name = 'UnknownContractVersion';
}
