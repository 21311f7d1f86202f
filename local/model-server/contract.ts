import { type Reply } from './payload/write-reply';
import { type TextModel } from './text-model';

export interface Invocation {
  readonly contentType: string;
  readonly accept: string;
  readonly body: Buffer;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
}

export interface ErrorReply extends Reply {
  readonly status: number;
}

/** What a container reads and writes at `POST /invocations`. */
export interface Contract {
  /** @throws Error for `writeError` */
  answer(model: TextModel, invocation: Invocation): Promise<Reply>;
  writeError(error: unknown): ErrorReply;
}
