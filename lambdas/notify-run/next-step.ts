/** What the reader of a message can do about an error; the error itself says what happened. */
const NEXT_STEPS: Readonly<Record<string, string>> = {
  InvalidRunRequest: 'Correct the field in the execution input and start the run again.',
  DatasetNotFound: 'Correct the location in the execution input, or upload the data set.',
  DatasetTooLarge: 'Split the data set, or set dataset.limit, and start a run for each part.',
  DatasetUnusable: 'Correct the data set or the names of its columns in the execution input.',
  NoUsableRecords: 'Correct the records at the lines named above, and start the run again.',
  StepIncomplete: "Read the log of the step's function: it says why it crashed. Then start again.",
  TransformCapacityUnavailable:
    'Start the run again later, name another transform.instanceType, or request a higher quota.',
  TransformJobRefused: 'Change what SageMaker refuses; the same job would be refused again.',
  TransformJobFailed: "Read the job's logs; the container says there which record it refused.",
  TransformJobStopped: 'Somebody stopped the job. Start the run again if it was not meant.',
  RunTimedOut: 'Raise transform.maxRuntimeHours, or take more instances, and start again.',
  RunAlreadyEnded: 'Start the execution again under another name.',
  CountsDoNotAddUp: 'Do not trust this run. Start it again, and report it if it happens twice.',
  UnknownContractVersion: 'The deployment changed during the run. Start it again.',
  ExecutionAborted: 'Somebody stopped the execution. Its transform job was stopped too.',
};

const OTHERWISE = 'Open the execution: the step that failed is marked, and its log says more.';

export function nextStep(errorName: string): string {
  return NEXT_STEPS[errorName] ?? OTHERWISE;
}
