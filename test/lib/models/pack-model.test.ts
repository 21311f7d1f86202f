import { createReadStream } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-fs';
import { packModel } from '../../../lib/models/pack-model';

let root: string;
let model: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'pack-'));
  model = join(root, 'model');
  await mkdir(join(model, 'onnx'), { recursive: true });
  await writeFile(join(model, 'onnx', 'encoder.onnx'), 'weights');
  await writeFile(join(model, 'config.json'), '{}');
});
afterEach(async () => {
  await rm(root, { recursive: true });
});

const pack = (cache: string) => packModel(model, join(root, cache));

describe('packModel', () => {
  it('gives the same bytes whenever and by whomever the files were written', async () => {
    const first = await pack('a');
    await utimes(join(model, 'config.json'), 1, 1);
    await chmod(join(model, 'config.json'), 0o600);
    const second = await pack('b');
    expect(second.sha256).toBe(first.sha256);
    expect(await readFile(second.path)).toStrictEqual(await readFile(first.path));
  });

  it('gives another hash for one changed byte, and for a renamed file', async () => {
    const { sha256 } = await pack('a');
    await writeFile(join(model, 'onnx', 'encoder.onnx'), 'weighty');
    const changed = (await pack('a')).sha256;
    await writeFile(join(model, 'onnx', 'encoder.onnx'), 'weights');
    await writeFile(join(model, 'config2.json'), '{}');
    const more = (await pack('a')).sha256;
    expect(new Set([sha256, changed, more]).size).toBe(3);
  });

  it('writes a .tar.gz that unpacks to the folder, without dot files', async () => {
    await writeFile(join(model, '.DS_Store'), 'noise');
    const { path } = await pack('a');
    expect(path).toMatch(/\.tar\.gz$/);
    const target = join(root, 'unpacked');
    await pipeline(createReadStream(path), createGunzip(), extract(target));
    expect(await readFile(join(target, 'onnx', 'encoder.onnx'), 'utf8')).toBe('weights');
    expect((await stat(join(target, 'config.json'))).mtimeMs).toBe(0);
    await expect(stat(join(target, '.DS_Store'))).rejects.toThrow('ENOENT');
  });

  it('packs the same content once', async () => {
    const { path } = await pack('a');
    await writeFile(path, 'kept');
    expect(await readFile((await pack('a')).path, 'utf8')).toBe('kept');
  });

  it('packs a folder for several models at once, and leaves nothing unfinished', async () => {
    const packed = await Promise.all([pack('a'), pack('a'), pack('a')]);
    expect(new Set(packed.map(({ path }) => path)).size).toBe(1);
    expect(await readdir(join(root, 'a'))).toStrictEqual([`${packed[0].sha256}.tar.gz`]);
  });

  it('refuses a folder that does not exist or has no files', async () => {
    await expect(packModel(join(root, 'none'), root)).rejects.toThrow(/there is no folder '.*none'/);
    await mkdir(join(root, 'empty'));
    await expect(packModel(join(root, 'empty'), root)).rejects.toThrow(/'.*empty' has no files/);
  });
});
