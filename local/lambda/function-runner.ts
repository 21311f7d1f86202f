import { randomBytes, randomUUID } from 'node:crypto';
import { type Clock } from '../clock';
import { type LogSink } from '../logs/log-sink';
import { type CodePackage } from './code-package';
import { type FunctionConfig } from './function-config';
import { type InvocationResult } from './invoke';
import { reportLines, startLine } from './platform-log';
import { timedOut } from './runtime-errors';
import { type Sandbox, startSandbox } from './sandbox';
import { type PooledSandbox, createSandboxPool } from './sandbox-pool';

export interface RunnerOptions {
  readonly config: FunctionConfig;
  readonly code: CodePackage;
  readonly version: string;
  readonly environment: (logStream: string) => Record<string, string>;
  readonly logSink: LogSink;
  readonly clock: Clock;
}

/** Runs the invocations of one function version. */
export interface FunctionRunner {
  invoke(payload: string, invokedFunctionArn: string): Promise<InvocationResult>;
  drain(): Promise<void>;
  close(): Promise<void>;
}

/** AWS allows 1,000 in an account; on one machine each costs a thread, so more wait their turn. */
const MAX_SANDBOXES = 16;
/** The init phase has 10 s of its own, then goes on inside the function's time-out. */
const INIT_SECONDS = 10;

interface Environment extends PooledSandbox {
  readonly startedAt: number;
  served: number;
}

export function createFunctionRunner(options: RunnerOptions): FunctionRunner {
  const { config, version, logSink, clock } = options;
  const json = config.logFormat === 'JSON';
  const pool = createSandboxPool<Environment>(() => startEnvironment(options), MAX_SANDBOXES);

  return {
    drain: () => pool.drain(),
    close: () => pool.close(),
    async invoke(payload, invokedFunctionArn) {
      const environment = await pool.acquire();
      const { sandbox, logStream } = environment;
      const requestId = randomUUID();
      const write = (line: string): void => {
        logSink.write(config.logGroup, logStream, line, clock.now());
      };
      try {
        const cold = environment.served++ === 0;
        const initLimit = INIT_SECONDS + config.timeoutSeconds;
        const initError = await within(clock, sandbox, initLimit, requestId, sandbox.initialized);
        const initMs = cold ? performance.now() - environment.startedAt : undefined;
        write(startLine(requestId, version, json));
        const begun = performance.now();
        const timeoutMs = config.timeoutSeconds * 1000;
        const answer = (): Promise<InvocationResult> =>
          sandbox.invoke({ requestId, invokedFunctionArn, payload, timeoutMs });
        const result =
          initError ?? (await within(clock, sandbox, config.timeoutSeconds, requestId, answer()));
        const durationMs = performance.now() - begun;
        const heapBytes = sandbox.heapBytes();
        const { memoryMb } = config;
        const report = { requestId, version, durationMs, memoryMb, heapBytes, initMs, result };
        reportLines(report, json).forEach(write);
        return result;
      } finally {
        pool.release(environment);
      }
    },
  };
}

function startEnvironment(options: RunnerOptions): Environment {
  const { config, version, code, logSink, clock } = options;
  const day = new Date(clock.now()).toISOString().slice(0, 10).replaceAll('-', '/');
  const logStream = `${day}/[${version}]${randomBytes(16).toString('hex')}`;
  const sandbox = startSandbox({
    directory: code.directory,
    handler: config.handler,
    memoryMb: config.memoryMb,
    environment: options.environment(logStream),
    jsonLogs: config.logFormat === 'JSON',
    context: {
      functionName: config.functionName,
      functionVersion: version,
      memoryLimitInMB: String(config.memoryMb),
      logGroupName: config.logGroup,
      logStreamName: logStream,
    },
    onLine: (line) => {
      logSink.write(config.logGroup, logStream, line, clock.now());
    },
  });
  return { sandbox, logStream, startedAt: performance.now(), served: 0 };
}

/** The work's outcome, or a time-out, which ends the sandbox as it ends AWS's. */
async function within<T>(
  clock: Clock,
  sandbox: Sandbox,
  seconds: number,
  requestId: string,
  work: Promise<T>,
): Promise<T | InvocationResult> {
  const timer = new AbortController();
  const expiry = clock.sleep(seconds * 1000, timer.signal).then(() => {
    void sandbox.terminate();
    return timedOut(requestId, seconds);
  });
  try {
    return await Promise.race([work, expiry]);
  } finally {
    timer.abort();
  }
}
