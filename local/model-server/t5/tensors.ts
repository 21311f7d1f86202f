import { Tensor } from './onnxruntime';

/** The numbers of a float32 tensor, without a copy. */
export function floats(tensor: Tensor): Float32Array {
  if (tensor.data instanceof Float32Array) return tensor.data;
  throw new Error(`The model gives ${tensor.type} numbers; the engine needs a float32 export`);
}

/** A tensor of the given rows (first dimension) of another, in that order; a row may come twice. */
export function gatherRows(tensor: Tensor, rows: readonly number[]): Tensor {
  const dims = [rows.length, ...tensor.dims.slice(1)];
  const size = tensor.size / tensor.dims[0]!;
  const { data } = tensor;
  if (data instanceof BigInt64Array) {
    const target = new BigInt64Array(rows.length * size);
    return new Tensor('int64', copyRows(data, target, rows, size), dims);
  }
  const target = new Float32Array(rows.length * size);
  return new Tensor('float32', copyRows(floats(tensor), target, rows, size), dims);
}

interface Numbers<T> {
  set(source: T, offset: number): void;
  subarray(start: number, end: number): T;
}

function copyRows<T extends Numbers<T>>(
  source: T,
  target: T,
  rows: readonly number[],
  size: number,
): T {
  rows.forEach((row, index) => {
    target.set(source.subarray(row * size, (row + 1) * size), index * size);
  });
  return target;
}

export function requireTensor(tensors: Readonly<Record<string, Tensor>>, name: string): Tensor {
  const tensor = tensors[name];
  if (!tensor) throw new Error(`The model has no output '${name}'`);
  return tensor;
}
