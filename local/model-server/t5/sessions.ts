import { InferenceSession, type Tensor } from './onnxruntime';
import { type T5Folder } from './model-folder';

export type Tensors = Readonly<Record<string, Tensor>>;

/** The two graphs of a T5, and the time that they take. */
export class T5Sessions {
  /** Milliseconds inside `session.run` since the start. */
  runMilliseconds = 0;
  runs = 0;

  private constructor(
    readonly encoder: InferenceSession,
    readonly decoder: InferenceSession,
  ) {}

  static async load(model: T5Folder): Promise<T5Sessions> {
    const options: InferenceSession.SessionOptions = {
      executionMode: 'sequential',
      graphOptimizationLevel: 'all',
      // Threads that spin while they wait would take the processor from the rest of the pipeline.
      extra: { session: { intra_op: { allow_spinning: '0' } } },
    };
    return new T5Sessions(
      await InferenceSession.create(model.encoderPath, options),
      await InferenceSession.create(model.decoderPath, options),
    );
  }

  /** Runs a graph; only the outputs in `fetches` are made. */
  async run(
    session: InferenceSession,
    feeds: Tensors,
    fetches: readonly string[],
  ): Promise<Tensors> {
    const start = performance.now();
    const outputs = await session.run(feeds, fetches);
    this.runMilliseconds += performance.now() - start;
    this.runs += 1;
    return outputs;
  }
}
