import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import * as z from 'zod';
import { type Format } from '../state/format';
import { type DeployedFunction, type FunctionVersion } from './function-registry';

const versionSchema = z.object({
  version: z.string(),
  config: z.object({
    functionName: z.string(),
    roleArn: z.string(),
    runtime: z.string(),
    handler: z.string(),
    timeoutSeconds: z.number(),
    memoryMb: z.number(),
    environment: z.record(z.string(), z.string()),
    logGroup: z.string(),
    logFormat: z.enum(['Text', 'JSON']),
    description: z.string(),
    deadLetterArn: z.string().optional(),
  }),
  code: z.object({
    /** Below the folder of all code, so that the data directory may be moved. */
    directory: z.string(),
    bytes: z.number(),
    codeSha256: z.string(),
    fileHashes: z.record(z.string(), z.string()),
  }),
});

const functionSchema = z.object({
  latest: versionSchema,
  published: z.array(versionSchema),
  lastVersion: z.number(),
  aliases: z.array(z.tuple([z.string(), z.string()])),
});

/** A version less what runs it. */
export type StoredVersion = z.output<typeof versionSchema>;
export type StoredFunction = z.output<typeof functionSchema>;

/** @param workDir the folder of all code */
export function functionFormat(
  workDir: string,
  read: (stored: StoredFunction) => DeployedFunction,
): Format<DeployedFunction, StoredFunction> {
  const found = (stored: StoredVersion): StoredVersion => {
    const directory = join(workDir, stored.code.directory);
    if (existsSync(directory)) return { ...stored, code: { ...stored.code, directory } };
    throw new Error(`its code is not in ${directory}`);
  };
  const stored = ({ version, config, code }: FunctionVersion): StoredVersion => ({
    version,
    config,
    code: { ...code, directory: relative(workDir, code.directory) },
  });
  return {
    schema: functionSchema,
    read: (value) =>
      read({
        ...value,
        latest: found(value.latest),
        published: value.published.map(found),
      }),
    write: ({ latest, published, lastVersion, aliases }) => ({
      latest: stored(latest),
      published: published.map(stored),
      lastVersion,
      aliases: [...aliases],
    }),
  };
}
