import { join } from 'node:path';
import { RunPresets } from '../../../lib/constructs/run-presets';
import { ROOT, testStack } from '../support/synthesize';

const FOLDER = join(ROOT, 'examples/debian-packages');
const smoke = {
  description: 'few',
  file: 'dev-200.jsonl',
  input: { dataset: { limit: 5 }, prompt: '{x}' },
};

describe('RunPresets', () => {
  it('gives a preset the address of its file, and keeps the rest', () => {
    const stack = testStack();
    const { presets, datasets } = new RunPresets(stack, 'Presets', { smoke }, FOLDER);
    const uri: unknown = stack.resolve(presets.smoke?.input.dataset?.uri);
    expect(JSON.stringify(uri)).toMatch(
      /s3:\/\/.*cdk-\w+-assets-\$\{AWS::AccountId\}-us-east-1.*\/[0-9a-f]{64}\.jsonl/,
    );
    expect(stack.resolve(datasets[0]?.uri)).toEqual(uri);
    expect(presets.smoke).toEqual({
      description: 'few',
      input: { prompt: '{x}', dataset: { limit: 5, uri: datasets[0]?.uri } },
    });
  });

  it('deploys a file once, however many presets use it, and nothing for a preset without', () => {
    const presets = { smoke, again: smoke, own: { description: 'mine', input: { prompt: 'p' } } };
    const made = new RunPresets(testStack(), 'Presets', presets, FOLDER);
    expect(made.datasets).toHaveLength(1);
    expect(made.presets.again?.input.dataset?.uri).toBe(made.presets.smoke?.input.dataset?.uri);
    expect(made.presets.own).toEqual(presets.own);
  });

  it('names the file that is not there', () => {
    const presets = { smoke: { ...smoke, file: 'none.jsonl' } };
    expect(() => new RunPresets(testStack(), 'Presets', presets, FOLDER)).toThrow('none.jsonl');
  });
});
