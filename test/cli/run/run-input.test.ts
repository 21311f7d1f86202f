import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readInput, withFiles, withNames } from '../../../cli/run/run-input';
import { CliError } from '../../../cli/shared/cli-error';

const NONE = { dataset: undefined, references: undefined };

describe('readInput', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'run-input-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  async function fileOf(content: string): Promise<string> {
    const path = join(folder, 'input.json');
    await writeFile(path, content);
    return path;
  }

  it('takes JSON itself', async () => {
    expect(await readInput('{"prompt": "Translate: {text}"}')).toEqual({
      prompt: 'Translate: {text}',
    });
  });

  it('takes a file behind @', async () => {
    expect(await readInput(`@${await fileOf('{\n  "model": "echo"\n}\n')}`)).toEqual({
      model: 'echo',
    });
  });

  it.each(['', '{', "{'model': 1}"])('refuses %j, which is not JSON', async (text) => {
    await expect(readInput(text)).rejects.toThrow(/^--input is not JSON: /);
  });

  it.each(['null', '[]', '3', '"@file"'])('refuses %s, which is no object', async (text) => {
    await expect(readInput(text)).rejects.toThrow(
      new CliError('--input is not a JSON object; valid: {} or {"dataset": {...}, ...}'),
    );
  });

  it('names a file whose content is wrong', async () => {
    const path = await fileOf('[1, 2]');
    await expect(readInput(`@${path}`)).rejects.toThrow(`${path} is not a JSON object`);
  });

  it('names a file that is not there, and says why', async () => {
    const path = join(folder, 'none.json');
    await expect(readInput(`@${path}`)).rejects.toThrow(`${path} cannot be read: ENOENT`);
  });
});

describe('withNames', () => {
  it('changes nothing without names', () => {
    expect(withNames({ preset: 'smoke', model: 'echo' }, {})).toEqual({
      preset: 'smoke',
      model: 'echo',
    });
  });

  it('adds a preset and a key to what the input says', () => {
    const names = { preset: 'smoke', idempotencyKey: 'release 1.4' };
    expect(withNames({ dataset: { limit: 1 } }, names)).toEqual({
      dataset: { limit: 1 },
      preset: 'smoke',
      idempotencyKey: 'release 1.4',
    });
  });

  it.each([
    [{ preset: 'a' }, { preset: 'b' }, '--preset and preset in --input both name one'],
    [
      { idempotencyKey: 'a' },
      { idempotencyKey: 'a' },
      '--idempotency-key and idempotencyKey in --input both name one',
    ],
  ])('refuses two: %j and %j', (input, names, message) => {
    expect(() => withNames(input, names)).toThrow(new CliError(`${message}; give one of them`));
  });
});

describe('withFiles', () => {
  it('changes nothing without files, not even what is wrong', () => {
    const input = { dataset: 'wrong', other: 1 };
    expect(withFiles(input, NONE)).toEqual(input);
  });

  it('names a data set', () => {
    expect(withFiles({ model: 'echo' }, { ...NONE, dataset: 'datasets/a.jsonl' })).toEqual({
      model: 'echo',
      dataset: { uri: 'datasets/a.jsonl' },
    });
  });

  it('keeps all else that the input says of both', () => {
    const input = { dataset: { idColumn: 'id', references: { idColumn: 'key' } } };
    expect(withFiles(input, { dataset: 'datasets/a', references: 'references/a' })).toEqual({
      dataset: {
        uri: 'datasets/a',
        idColumn: 'id',
        references: { uri: 'references/a', idColumn: 'key' },
      },
    });
    expect(input).toEqual({ dataset: { idColumn: 'id', references: { idColumn: 'key' } } });
  });

  it('names references beside a data set of the input', () => {
    const input = { dataset: { uri: 's3://bucket/a', references: null } };
    expect(withFiles(input, { ...NONE, references: 'references/b' })).toEqual({
      dataset: { uri: 's3://bucket/a', references: { uri: 'references/b' } },
    });
  });

  it('leaves references of the input alone when only a data set is uploaded', () => {
    const references = { uri: 's3://bucket/references' };
    expect(withFiles({ dataset: { references } }, { ...NONE, dataset: 'datasets/a' })).toEqual({
      dataset: { uri: 'datasets/a', references },
    });
  });

  it.each([
    [{ uri: 'x' }, { ...NONE, dataset: 'a' }, '--dataset and dataset.uri in --input both'],
    [
      { references: { uri: 'x' } },
      { ...NONE, references: 'a' },
      '--references and dataset.references.uri in --input both',
    ],
  ])('refuses two names of one file: %j', (dataset, files, message) => {
    expect(() => withFiles({ dataset }, files)).toThrow(message);
  });

  it.each([
    [{ dataset: 'a.jsonl' }, 'dataset in --input is "a.jsonl"; valid: an object'],
    [{ dataset: [1] }, 'dataset in --input is [1]; valid: an object'],
    [{ dataset: { references: 'b' } }, 'dataset.references in --input is "b"; valid: an object'],
  ])('does not lose %j under the name of a file', (input, message) => {
    expect(() => withFiles(input, { ...NONE, references: 'references/a' })).toThrow(
      new CliError(message),
    );
  });
});
