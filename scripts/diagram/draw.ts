import { type RunFunctionName } from '../../lib/constructs/run-functions';
import { runDefinition } from '../../lib/state-machine/definition';
import { loadConfig } from '../../lib/config/load-config';
import { layOut } from './layout';
import { stateGraph } from './state-graph';
import { toSvg } from './svg';

/** Stand for the ARNs that a deployment fills in; only the function's name is drawn. */
const FUNCTIONS: Readonly<Record<RunFunctionName, string>> = {
  'plan-run': 'plan-run',
  'prepare-input': 'prepare-input',
  'start-transform': 'start-transform',
  'check-transform': 'check-transform',
  'score-shard': 'score-shard',
  'summarize-run': 'summarize-run',
  'stop-transform': 'stop-transform',
};

/** The run's state machine as an SVG document, from the definition that the Pipeline stack deploys. */
export function drawRun(configDirectory: string): string {
  const { runDefaults, limits } = loadConfig({ directory: configDirectory });
  const definition = runDefinition(FUNCTIONS, {
    codeVersion: '',
    models: [],
    datasetBuckets: [],
    bundledDatasets: [],
    runDefaults,
    presets: {},
    limits,
  });
  return toSvg(layOut(stateGraph(definition)), 'The state machine of a run');
}
