type Texts = string | readonly string[];

/** 4 MB a chunk; a longer text gets one of its own. */
const CHUNK_BYTES = 1 << 22;
/** Before each text: its length in bytes as a 32-bit integer, negative for an array in JSON. */
const HEADER_BYTES = 4;

/**
 * Many texts as UTF-8 in few buffers: a byte a letter, nothing for the garbage collector to walk or
 * to keep twice. Lone surrogates come back as U+FFFD, which separates tokens as they do.
 */
export class TextStore {
  count = 0;
  private readonly chunks: Buffer[] = [];
  private used = 0;
  /** Chunk and offset of each text; NaN once it has been taken. */
  private places = new Float64Array(1024);

  /** Keeps the texts under the index `count` - 1. */
  add(texts: Texts): void {
    const text = typeof texts === 'string' ? texts : JSON.stringify(texts);
    const bytes = Buffer.byteLength(text);
    const chunk = this.chunkFor(HEADER_BYTES + bytes);
    chunk.writeInt32LE(typeof texts === 'string' ? bytes : -bytes, this.used);
    chunk.write(text, this.used + HEADER_BYTES);
    if (this.count === this.places.length) this.growPlaces();
    this.places[this.count++] = (this.chunks.length - 1) * CHUNK_BYTES + this.used;
    this.used += HEADER_BYTES + bytes;
  }

  /** Whether the texts are still there. */
  has(index: number): boolean {
    return index < this.count && !Number.isNaN(this.places[index]);
  }

  /** The texts, once; undefined when there are none or they have been taken. */
  take(index: number): Texts | undefined {
    if (!this.has(index)) return undefined;
    const place = this.places[index] ?? NaN;
    this.places[index] = NaN;
    const chunk = this.chunks[Math.floor(place / CHUNK_BYTES)];
    if (chunk === undefined) return undefined;
    const from = place % CHUNK_BYTES;
    const bytes = chunk.readInt32LE(from);
    const start = from + HEADER_BYTES;
    const text = chunk.toString('utf8', start, start + Math.abs(bytes));
    return bytes < 0 ? (JSON.parse(text) as string[]) : text;
  }

  private chunkFor(bytes: number): Buffer {
    const last = this.chunks.at(-1);
    if (last !== undefined && this.used + bytes <= last.length) return last;
    const chunk = Buffer.allocUnsafeSlow(Math.max(CHUNK_BYTES, bytes));
    this.chunks.push(chunk);
    this.used = 0;
    return chunk;
  }

  private growPlaces(): void {
    const larger = new Float64Array(Math.ceil(this.places.length * 1.5));
    larger.set(this.places);
    this.places = larger;
  }
}
