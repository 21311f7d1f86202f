import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import * as z from 'zod';
import { type InvocationResult } from './invoke';
import { MAX_PAYLOAD_BYTES, errorResult, responseTooLarge, runtimeExited } from './runtime-errors';

export interface SandboxOptions {
  readonly directory: string;
  readonly handler: string;
  readonly memoryMb: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly jsonLogs: boolean;
  /** The part of the handler's context that is the same in every invocation. */
  readonly context: Readonly<Record<string, string>>;
  readonly onLine: (line: string) => void;
}

export interface SandboxInvocation {
  readonly requestId: string;
  readonly invokedFunctionArn: string;
  /** JSON text. */
  readonly payload: string;
  readonly timeoutMs: number;
}

/** One execution environment: a worker thread with the function's code loaded. */
export interface Sandbox {
  /** Resolves when the code is loaded; with the error's result when it cannot be. */
  readonly initialized: Promise<InvocationResult | undefined>;
  /** Largest V8 heap seen at the end of an invocation, bytes. */
  readonly heapBytes: () => number;
  readonly alive: () => boolean;
  /** One at a time. */
  invoke(invocation: SandboxInvocation): Promise<InvocationResult>;
  terminate(): Promise<void>;
}

const errorSchema = z.object({
  errorType: z.string(),
  errorMessage: z.string(),
  trace: z.array(z.string()),
});
const messageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('log'), line: z.string() }),
  z.object({ type: z.literal('fatal'), error: errorSchema }),
  z.object({
    type: z.literal('result'),
    heapBytes: z.number(),
    payload: z.string().optional(),
    error: errorSchema.optional(),
  }),
]);
type SandboxMessage = z.infer<typeof messageSchema>;
type ResultMessage = Extract<SandboxMessage, { type: 'result' }>;

/**
 * Starts an execution environment. MemorySize bounds the V8 heap only: Buffers and native memory
 * are not counted, so a function may use more here than on AWS before it is killed.
 */
export function startSandbox(options: SandboxOptions): Sandbox {
  const worker = new Worker(join(__dirname, 'bootstrap.cjs'), {
    env: { ...options.environment },
    // Neither TypeScript loaders nor flags of this process reach the function.
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: options.memoryMb },
    workerData: {
      directory: options.directory,
      handler: options.handler,
      jsonLogs: options.jsonLogs,
      context: options.context,
    },
  });
  let alive = true;
  let heapBytes = 0;
  let requestId = 'init';
  let death: InvocationResult | undefined;
  let settleInvocation: ((result: InvocationResult) => void) | undefined;
  let settleInit: (result: InvocationResult | undefined) => void = () => undefined;
  const initialized = new Promise<InvocationResult | undefined>((resolve) => {
    settleInit = resolve;
  });

  const end = (result: InvocationResult): void => {
    alive = false;
    settleInit(result);
    settleInvocation?.(result);
  };

  worker.on('message', (raw: unknown) => {
    const { data: message } = messageSchema.safeParse(raw);
    if (!message) {
      // The function's own code can reach the port; what it posts must not throw in this process.
      death ??= runtimeExited(requestId, 'the code posted to the parentPort of its runtime');
      end(death);
      void worker.terminate();
      return;
    }
    if (message.type === 'ready') settleInit(undefined);
    if (message.type === 'log') options.onLine(message.line);
    if (message.type === 'fatal') death = errorOf(message.error);
    if (message.type === 'result') {
      heapBytes = Math.max(heapBytes, message.heapBytes);
      settleInvocation?.(resultOf(message));
    }
  });
  worker.on('error', (error: Error) => {
    const outOfMemory = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
    death ??= runtimeExited(requestId, outOfMemory ? 'signal: killed' : error.message);
  });
  worker.on('exit', (code) => {
    end(death ?? runtimeExited(requestId, `exit status ${code}`));
  });

  return {
    initialized,
    heapBytes: () => heapBytes,
    alive: () => alive,
    invoke(invocation) {
      if (!alive) return Promise.resolve(death ?? runtimeExited(invocation.requestId, 'gone'));
      requestId = invocation.requestId;
      return new Promise((resolve) => {
        settleInvocation = resolve;
        worker.postMessage(invocation);
      });
    },
    async terminate() {
      alive = false;
      await worker.terminate();
    },
  };
}

function resultOf(message: ResultMessage): InvocationResult {
  if (message.error) return errorOf(message.error);
  const payload = message.payload ?? 'null';
  if (Buffer.byteLength(payload) > MAX_PAYLOAD_BYTES) return responseTooLarge();
  return { kind: 'success', payload };
}

function errorOf(error: z.infer<typeof errorSchema>): InvocationResult {
  return errorResult(error.errorType, error.errorMessage, error.trace);
}
