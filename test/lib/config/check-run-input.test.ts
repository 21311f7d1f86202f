import { type RunRequest } from '../../../domain/run/request';
import { checkRunInput } from '../../../lib/config/check-run-input';
import { testConfig } from '../support/synthesize';

const CONFIG = testConfig();

function faultsOf(input: RunRequest, config = CONFIG): string[] {
  const faults: string[] = [];
  checkRunInput(input, config, (path, message) => faults.push(`${path.join('.')}: ${message}`));
  return faults;
}

it.each<RunRequest>([
  { preset: 'smoke' },
  { preset: 'smoke', dataset: { limit: 3 } },
  { dataset: { uri: 'a.jsonl' }, idempotencyKey: 'k' },
])('%j can be run', (input) => {
  expect(faultsOf(input)).toEqual([]);
});

it.each<[RunRequest, RegExp]>([
  [{ preset: 'smok' }, /^: field 'preset' is "smok", .*Did you mean 'smoke'\?$/],
  [{}, /^: field 'dataset.uri' is missing/],
  [{ preset: 'smoke', model: 'other' }, /^model: valid: one of the models, huggingface-/],
  [
    { preset: 'smoke', transform: { instanceType: 'ml.m5.large' } },
    /^transform.instanceType: valid for model 'huggingface-text2text-flan-t5-large': ml\./,
  ],
  [{ preset: 'smoke', prompt: 'Sum {' }, /^: field 'prompt' is "Sum \{"; the prompt has a single/],
  [
    { preset: 'smoke', transform: { maxConcurrentTransforms: 11, maxPayloadInMB: 10 } },
    /^: fields 'transform.maxConcurrentTransforms' \(11\) and .* a product of at most 100$/,
  ],
])('%j cannot: %s', (input, fault) => {
  expect(faultsOf(input)).toEqual([expect.stringMatching(fault)]);
});

it('leaves a model that is wrong itself to the check of models', () => {
  const models = CONFIG.models.map((model) => ({
    ...model,
    jumpStart: { modelId: 'none', version: '1.*', allowDeprecated: false },
  }));
  expect(faultsOf({ preset: 'smoke' }, { ...CONFIG, models })).toEqual([]);
});
