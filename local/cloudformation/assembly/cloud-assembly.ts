import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';

const artifactSchema = z.looseObject({
  type: z.string(),
  dependencies: z.array(z.string()).default([]),
  /** `aws://ACCOUNT/REGION`. */
  environment: z.string().optional(),
  properties: z.looseObject({}).default({}),
});
const manifestSchema = z.looseObject({
  artifacts: z.record(z.string(), artifactSchema).default({}),
});
const stackProperties = z.looseObject({
  templateFile: z.string(),
  stackName: z.string().optional(),
  parameters: z.record(z.string(), z.string()).default({}),
});
const assetManifestProperties = z.looseObject({ file: z.string() });
const nestedProperties = z.looseObject({ directoryName: z.string() });

const destinationSchema = z.looseObject({ bucketName: z.string(), objectKey: z.string() });
const assetManifestSchema = z.looseObject({
  files: z
    .record(
      z.string(),
      z.looseObject({
        source: z.looseObject({
          path: z.string().optional(),
          packaging: z.enum(['zip', 'file']).default('file'),
        }),
        destinations: z.record(z.string(), destinationSchema),
      }),
    )
    .default({}),
  dockerImages: z.record(z.string(), z.unknown()).default({}),
});

export interface StackArtifact {
  readonly stackName: string;
  readonly templatePath: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly environment: string;
  readonly assets: readonly FileAsset[];
}

export interface FileAsset {
  readonly path: string;
  readonly packaging: 'zip' | 'file';
  /** May hold placeholders such as `${AWS::AccountId}`. */
  readonly bucketName: string;
  readonly objectKey: string;
}

/**
 * Reads a directory as `cdk synth` writes it: stacks with their assets, each after those it
 * depends on. Stages (nested assemblies) come in their place.
 * @throws Error that names the file for a manifest of another shape, or an asset that is an image
 */
export async function readCloudAssembly(directory: string): Promise<StackArtifact[]> {
  const { artifacts } = await readJson(join(directory, 'manifest.json'), manifestSchema);
  const stacks: StackArtifact[] = [];
  const visited = new Set<string>();
  const visit = async (id: string): Promise<void> => {
    const artifact = artifacts[id];
    if (!artifact || visited.has(id)) return;
    visited.add(id);
    for (const dependency of artifact.dependencies) await visit(dependency);
    if (artifact.type === 'cdk:cloud-assembly') {
      const { directoryName } = nestedProperties.parse(artifact.properties);
      stacks.push(...(await readCloudAssembly(join(directory, directoryName))));
    }
    if (artifact.type !== 'aws:cloudformation:stack') return;
    const { templateFile, stackName, parameters } = stackProperties.parse(artifact.properties);
    const manifests = artifact.dependencies
      .map((dependency) => artifacts[dependency])
      .filter((dependency) => dependency?.type === 'cdk:asset-manifest')
      .map((manifest) => assetManifestProperties.parse(manifest?.properties).file);
    const assets = await Promise.all(manifests.map((file) => readAssets(directory, file)));
    stacks.push({
      stackName: stackName ?? id,
      templatePath: join(directory, templateFile),
      parameters,
      environment: artifact.environment ?? 'aws://unknown-account/unknown-region',
      assets: assets.flat(),
    });
  };
  for (const id of Object.keys(artifacts)) await visit(id);
  return stacks;
}

async function readAssets(directory: string, file: string): Promise<FileAsset[]> {
  const { files, dockerImages } = await readJson(join(directory, file), assetManifestSchema);
  const images = Object.keys(dockerImages);
  if (images.length > 0) {
    throw new Error(`${file}: container image assets are not supported: ${images.join(', ')}`);
  }
  return Object.entries(files).flatMap(([id, { source, destinations }]) => {
    const { path, packaging } = source;
    if (path === undefined) throw new Error(`${file}: asset ${id} has no path`);
    return Object.values(destinations).map(({ bucketName, objectKey }) => ({
      path: join(directory, path),
      packaging,
      bucketName,
      objectKey,
    }));
  });
}

async function readJson<S extends z.ZodType>(path: string, schema: S): Promise<z.infer<S>> {
  const parsed = schema.safeParse(JSON.parse(await readFile(path, 'utf8')));
  if (parsed.success) return parsed.data;
  throw new Error(`${path} is no cloud assembly file: ${z.prettifyError(parsed.error)}`);
}
