import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError } from '../../../lib/config/config-error';
import { loadConfig } from '../../../lib/config/load-config';
import { type DeploymentConfig } from '../../../lib/config/schema';

const DEFAULT = join(__dirname, '../../../config/default.json');

let directory: string;
beforeEach(() => {
  directory = join(mkdtempSync(join(tmpdir(), 'schedules-')), 'config');
  mkdirSync(directory);
  copyFileSync(DEFAULT, join(directory, 'default.json'));
});
afterEach(() => {
  rmSync(join(directory, '..'), { recursive: true });
});

function load(...schedules: object[]): DeploymentConfig {
  writeFileSync(join(directory, 'mine.json'), JSON.stringify({ schedules }));
  return loadConfig({ directory, name: 'mine' });
}

/** Nightly, of a preset that config/default.json has, with fields replaced. */
const nightly = (fields: object = {}) => ({
  name: 'nightly',
  expression: 'cron(0 2 * * ? *)',
  input: { preset: 'smoke' },
  ...fields,
});

describe('schedules of a configuration', () => {
  it.each([
    ['of a preset with a file', nightly()],
    ['of a data set', nightly({ input: { dataset: { uri: 'datasets/a.jsonl' } } })],
    ['in a zone', nightly({ timeZone: 'Europe/Berlin', flexibleWindowMinutes: 15 })],
    ['switched off', nightly({ enabled: false })],
  ])('may be one %s', (_, schedule) => {
    expect(load(schedule).schedules).toMatchObject([schedule]);
  });

  it('may be several, each with its name', () => {
    expect(load(nightly(), nightly({ name: 'weekly' })).schedules).toHaveLength(2);
  });

  it.each<[string, object, string]>([
    [
      'a wrong expression',
      nightly({ expression: 'cron(0 2 * * *)' }),
      'schedules[0].expression\' is "cron(0 2 * * *)"; valid: six fields, minutes hours ',
    ],
    [
      'a day that never comes',
      nightly({ expression: 'cron(0 2 30 2 ? *)' }),
      'schedules[0].expression\' is "cron(0 2 30 2 ? *)"; valid: a cron that fires; there is no such day',
    ],
    [
      'an unknown zone',
      nightly({ timeZone: 'Europe/Berln' }),
      'schedules[0].timeZone\' is "Europe/Berln"; valid: an IANA name such as UTC or Europe/Berlin. Did you mean Europe/Berlin?',
    ],
    [
      'an unknown preset',
      nightly({ input: { preset: 'smok' } }),
      "schedules[0].input.preset' is \"smok\"; valid: one of the presets, smoke, sample. Did you mean 'smoke'?",
    ],
    [
      'no data set, where there is no default one',
      nightly({ input: {} }),
      "schedules[0].input.dataset.uri' is missing; valid: one object as s3://bucket/key, or its key in the data bucket, as neither",
    ],
    [
      'an unknown model',
      nightly({ input: { preset: 'smoke', model: 'gpt' } }),
      'schedules[0].input.model\' is "gpt"; valid: one of the models, ',
    ],
    [
      'an idempotency key, which would make every night but the first a duplicate',
      nightly({ input: { preset: 'smoke', idempotencyKey: 'k' } }),
      "unknown field 'schedules[0].input.idempotencyKey'. Valid fields: preset, dataset, ",
    ],
  ])('may not have %s', (_, schedule, fault) => {
    expect(() => load(schedule)).toThrow(ConfigError);
    expect(() => load(schedule)).toThrow(fault);
    expect(() => load(schedule)).toThrow(/^config\/mine\.json: [^\n]+$/);
  });

  it('may not share a name', () => {
    expect(() => load(nightly(), nightly())).toThrow(
      `config/mine.json: field 'schedules[1].name' is "nightly"; valid: a name that no other schedule has`,
    );
  });
});
