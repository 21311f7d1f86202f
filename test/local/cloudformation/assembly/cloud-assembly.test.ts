import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readCloudAssembly } from '../../../../local/cloudformation/assembly/cloud-assembly';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'assembly-'));
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

function write(file: string, content: object): void {
  mkdirSync(dirname(join(directory, file)), { recursive: true });
  writeFileSync(join(directory, file), JSON.stringify(content));
}
const stack = (name: string, dependencies: string[] = []) => ({
  type: 'aws:cloudformation:stack',
  environment: 'aws://unknown-account/us-east-1',
  properties: { templateFile: `${name}.template.json`, stackName: name },
  dependencies,
});
const names = async () => (await readCloudAssembly(directory)).map(({ stackName }) => stackName);

test('stacks come after those they depend on', async () => {
  write('manifest.json', {
    artifacts: { A: stack('A', ['B']), B: stack('B', ['C']), C: stack('C') },
  });
  expect(await names()).toEqual(['C', 'B', 'A']);
});

test('a stage is read from its folder', async () => {
  const stage = { type: 'cdk:cloud-assembly', properties: { directoryName: 'assembly-Prod' } };
  write('manifest.json', { artifacts: { Prod: stage } });
  write('assembly-Prod/manifest.json', { artifacts: { X: stack('Prod-X') } });
  expect(await readCloudAssembly(directory)).toMatchObject([
    { stackName: 'Prod-X', templatePath: join(directory, 'assembly-Prod', 'Prod-X.template.json') },
  ]);
});

test('assets come with their stack', async () => {
  const assets = { type: 'cdk:asset-manifest', properties: { file: 'A.assets.json' } };
  write('manifest.json', { artifacts: { A: stack('A', ['A.assets']), 'A.assets': assets } });
  const destination = { bucketName: 'b-${AWS::Region}', objectKey: 'k.zip' };
  write('A.assets.json', {
    files: {
      h: { source: { path: 'asset.h', packaging: 'zip' }, destinations: { d: destination } },
    },
  });
  expect((await readCloudAssembly(directory))[0]?.assets).toEqual([
    { path: join(directory, 'asset.h'), packaging: 'zip', ...destination },
  ]);
});

test('container images are refused by name', async () => {
  const assets = { type: 'cdk:asset-manifest', properties: { file: 'A.assets.json' } };
  write('manifest.json', { artifacts: { A: stack('A', ['A.assets']), 'A.assets': assets } });
  write('A.assets.json', { dockerImages: { image1: {} } });
  await expect(readCloudAssembly(directory)).rejects.toThrow(
    'A.assets.json: container image assets are not supported: image1',
  );
});

test('a manifest of another shape is named', async () => {
  write('manifest.json', { artifacts: { A: { dependencies: 'none' } } });
  await expect(readCloudAssembly(directory)).rejects.toThrow(join(directory, 'manifest.json'));
});
