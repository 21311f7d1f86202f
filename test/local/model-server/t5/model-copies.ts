import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MODEL_FOLDER } from './debian-records';

/** A copy of the embedded model that a test may spoil; deleted at the end of its scope. */
export async function copyModel(): Promise<AsyncDisposable & { readonly folder: string }> {
  const folder = await mkdtemp(join(tmpdir(), 't5-copy-'));
  await cp(MODEL_FOLDER, folder, { recursive: true });
  return {
    folder,
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Protobuf tags of what comes next in an ONNX file: TensorProto.raw_data, ModelProto.graph, ... */
const RAW_DATA = 0x4a;
const MODEL_GRAPH = 0x3a;
const GRAPH_INPUT = 0x5a;

/** Flips the top exponent bit of the first number of a named weight: one byte of the file. */
export async function flipWeight(folder: string, graph: string, weight: string): Promise<void> {
  await edit(folder, graph, (bytes) => {
    const tag = Buffer.concat([Buffer.from(weight), Buffer.of(RAW_DATA)]);
    const lengthAt = bytes.indexOf(tag) + tag.length;
    if (lengthAt < tag.length) throw new Error(`${graph} has no weight ${weight}`);
    let dataAt = lengthAt;
    while ((bytes[dataAt] ?? 0) & 0x80) dataAt += 1;
    // After the length's last byte four bytes, little-endian; the exponent is in the last.
    const top = dataAt + 4;
    bytes[top] = (bytes[top] ?? 0) ^ 0x40;
    return bytes;
  });
}

/**
 * Gives the decoder the input `use_cache_branch` that Optimum's merged graphs have: bool[1].
 * Protobuf merges a field that comes twice, so a second graph with one input adds that input.
 */
export async function addCacheSwitch(folder: string): Promise<void> {
  const oneElement = field(0x0a, field(0x0a, Buffer.of(0x08, 1))); // shape { dim { dim_value: 1 } }
  const boolTensor = Buffer.concat([Buffer.of(0x08, 9), field(0x12, oneElement.subarray(2))]);
  const input = Buffer.concat([
    field(0x0a, Buffer.from('use_cache_branch')),
    field(0x12, field(0x0a, boolTensor)),
  ]);
  await edit(folder, 'decoder_model_merged.onnx', (bytes) =>
    Buffer.concat([bytes, field(MODEL_GRAPH, field(GRAPH_INPUT, input))]),
  );
}

/** A length-delimited protobuf field below 128 bytes. */
function field(tag: number, content: Buffer): Buffer {
  return Buffer.concat([Buffer.of(tag, content.length), content]);
}

async function edit(
  folder: string,
  graph: string,
  change: (bytes: Buffer) => Buffer,
): Promise<void> {
  const path = join(folder, 'onnx', graph);
  await writeFile(path, change(await readFile(path)));
}
