import { type HyperParameters } from '../payload/hyper-parameters';
import { type TextModel } from '../text-model';
import { generateBatch } from './generate-batch';
import { type T5Folder } from './model-folder';
import { type T5Sessions } from './sessions';
import { type TextCodec } from './text-codec';

/** A T5 that answers one request at a time, as one worker of a container does. */
export class T5Model implements TextModel {
  private texts = 0;
  private busyMilliseconds = 0;
  private lastRequest: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly folder: T5Folder,
    private readonly sessions: T5Sessions,
    private readonly codec: TextCodec,
  ) {}

  generate(
    texts: readonly string[],
    parameters: HyperParameters,
    signal: AbortSignal,
  ): Promise<string[][]> {
    const request = this.lastRequest.then(() => this.answer(texts, parameters, signal));
    this.lastRequest = request.catch(() => undefined);
    return request;
  }

  countTokens(text: string): number {
    return this.codec.encode(text, Infinity).length;
  }

  lastTokens(text: string, count: number): string {
    return this.codec.decode(this.codec.encode(text, Infinity).slice(-count));
  }

  stats(): Readonly<Record<string, number>> {
    return {
      texts: this.texts,
      busyMilliseconds: this.busyMilliseconds,
      sessionRuns: this.sessions.runs,
      sessionRunMilliseconds: this.sessions.runMilliseconds,
    };
  }

  /** Texts of like length go together, so that little is padded; the answers keep their order. */
  private async answer(
    texts: readonly string[],
    parameters: HyperParameters,
    signal: AbortSignal,
  ): Promise<string[][]> {
    const start = performance.now();
    const inputs = texts.map((text, index) => ({
      index,
      ids: this.codec.encode(text, parameters.maxInputTokens),
    }));
    inputs.sort((a, b) => b.ids.length - a.ids.length);
    const answers = new Array<string[]>(texts.length);
    for (let from = 0; from < inputs.length; from += parameters.batchSize) {
      signal.throwIfAborted();
      const batch = inputs.slice(from, from + parameters.batchSize);
      const ids = batch.map((input) => input.ids);
      const outputs = await generateBatch(this.folder, this.sessions, ids, parameters);
      batch.forEach(({ index }, row) => {
        answers[index] = outputs[row]!.map((tokens) => this.codec.decode(tokens));
      });
    }
    this.texts += texts.length;
    this.busyMilliseconds += performance.now() - start;
    return answers;
  }
}
