/**
 * The k-th largest of `values`, 1 <= k <= values.length, without sorting them: a heap of the k
 * largest so far, smallest on top, which few of the many values ever enter.
 */
export function kthLargest(values: Float32Array, k: number): number {
  const heap = values.slice(0, k).sort();
  for (let i = k; i < values.length; i++) {
    const value = values[i]!;
    if (value > heap[0]!) replaceTop(heap, value);
  }
  return heap[0]!;
}

function replaceTop(heap: Float32Array, value: number): void {
  let hole = 0;
  for (;;) {
    let child = 2 * hole + 1;
    if (child + 1 < heap.length && heap[child + 1]! < heap[child]!) child += 1;
    if (child >= heap.length || heap[child]! >= value) break;
    heap[hole] = heap[child]!;
    hole = child;
  }
  heap[hole] = value;
}
