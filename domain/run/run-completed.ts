/** The event that announces a run's end on the default bus; `docs/run-completed.schema.json` describes its detail. */
export const EVENT_SOURCE = 'text2text-batch';
export const RUN_COMPLETED = 'Text2TextRunCompleted';
