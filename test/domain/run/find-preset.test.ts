import { type Presets } from '../../../domain/run/deployment';
import { InvalidRunRequest } from '../../../domain/run/errors';
import { findPreset } from '../../../domain/run/find-preset';

const PRESETS: Presets = {
  smoke: { description: 'a few records', input: { prompt: '{x}' } },
  nightly: { description: 'all of it, '.repeat(10), input: {} },
};

test('a preset by its name', () => {
  expect(findPreset('smoke', PRESETS).input).toEqual({ prompt: '{x}' });
});

test.each([
  {
    name: 'smok',
    message:
      'field \'preset\' is "smok", which this deployment does not have; valid: smoke (a few records), ' +
      "nightly (all of it, all of it, all of it, all of it, all of it, all of it, all of it, ...). Did you mean 'smoke'?",
  },
  { name: 'toString', message: 'field \'preset\' is "toString", which this deployment' },
  { name: '', message: 'field \'preset\' is "", which this deployment' },
])('$name is unknown: the others are listed', ({ name, message }) => {
  expect(() => findPreset(name, PRESETS)).toThrow(InvalidRunRequest);
  expect(() => findPreset(name, PRESETS)).toThrow(message);
});

test('of a deployment without presets: how to have one', () => {
  expect(() => findPreset('smoke', {})).toThrow(
    'field \'preset\' is "smoke", but this deployment has no presets; leave the field out, or add ' +
      "the preset as 'presets.smoke' to the config and deploy again",
  );
});
