// Runs in the worker thread of one execution environment: loads the handler, then answers one
// invocation at a time. Plain JavaScript, so that no TypeScript loader is needed in the worker.
// Behaviour after aws-lambda-nodejs-runtime-interface-client.
const { Buffer } = require('node:buffer');
const { existsSync } = require('node:fs');
const { join } = require('node:path');
const { performance } = require('node:perf_hooks');
const { pathToFileURL } = require('node:url');
const { format } = require('node:util');
const { getHeapStatistics } = require('node:v8');
const { parentPort, workerData } = require('node:worker_threads');

const post = (message) => parentPort.postMessage(message);
let current;

function describe(error) {
  if (!(error instanceof Error) && !(error && typeof error.message === 'string')) {
    return { errorType: typeof error, errorMessage: String(error), trace: [] };
  }
  const trace = typeof error.stack === 'string' ? error.stack.split('\n') : [];
  // Code may set both to anything, and the host takes text only.
  return { errorType: String(error.name || 'Error'), errorMessage: String(error.message), trace };
}

function runtimeError(name, message) {
  return Object.assign(new Error(message), { name });
}

// Log lines go through the same port as results, so that they cannot arrive after END.
function log(level, values) {
  const timestamp = new Date().toISOString();
  const requestId = current?.requestId;
  const message = format(...values);
  const line = workerData.jsonLogs
    ? JSON.stringify({ timestamp, level, requestId, message })
    : [timestamp, requestId, level, message].join('\t');
  post({ type: 'log', line });
}
const levels = {
  log: 'INFO',
  info: 'INFO',
  debug: 'DEBUG',
  warn: 'WARN',
  error: 'ERROR',
  trace: 'TRACE',
};
for (const [method, level] of Object.entries(levels)) {
  console[method] = (...values) => log(level, values);
}
for (const stream of [process.stdout, process.stderr]) {
  stream.write = (chunk, encoding, callback) => {
    post({ type: 'log', line: Buffer.from(chunk).toString('utf8').replace(/\n$/, '') });
    const done = typeof encoding === 'function' ? encoding : callback;
    if (done) process.nextTick(done);
    return true;
  };
}

async function loadHandler() {
  const [, folder, file, exportPath] = /^(.*\/)?([^./]+)\.(.+)$/.exec(workerData.handler) ?? [];
  if (!file) throw runtimeError('Runtime.MalformedHandlerName', 'Bad handler');
  const base = join(workerData.directory, folder ?? '', file);
  const path = ['.js', '.mjs', '.cjs'].map((extension) => base + extension).find(existsSync);
  if (!path) {
    throw runtimeError('Runtime.ImportModuleError', `Error: Cannot find module '${file}'`);
  }
  const exported = await load(path);
  const handler = exportPath.split('.').reduce((value, key) => value?.[key], exported);
  if (handler === undefined) {
    throw runtimeError(
      'Runtime.HandlerNotFound',
      `${workerData.handler} is undefined or not exported`,
    );
  }
  if (typeof handler !== 'function') {
    throw runtimeError('Runtime.HandlerNotFound', `${workerData.handler} is not a function`);
  }
  return handler;
}

async function load(path) {
  try {
    if (path.endsWith('.mjs')) return await import(pathToFileURL(path).href);
    return require(path);
  } catch (error) {
    if (error?.code === 'ERR_REQUIRE_ESM') return import(pathToFileURL(path).href);
    if (error instanceof SyntaxError) {
      throw runtimeError('Runtime.UserCodeSyntaxError', error.stack);
    }
    if (error?.code === 'MODULE_NOT_FOUND' || error?.code === 'ERR_MODULE_NOT_FOUND') {
      throw runtimeError('Runtime.ImportModuleError', `Error: ${error.message}`);
    }
    throw error;
  }
}

function settle(outcome) {
  if (!current) return;
  current = undefined;
  parentPort.ref();
  post({ type: 'result', heapBytes: getHeapStatistics().used_heap_size, ...outcome });
}

function succeed(invocation, value) {
  if (invocation !== current) return;
  try {
    settle({ payload: JSON.stringify(value) ?? 'null' });
  } catch {
    fail(invocation, new Error('Unable to stringify response body'));
  }
}

function fail(invocation, error) {
  if (invocation !== current) return;
  log('ERROR', ['Invoke Error', JSON.stringify(describe(error))]);
  settle({ error: describe(error) });
}

function contextOf(invocation) {
  const deadline = performance.now() + invocation.timeoutMs;
  return {
    ...workerData.context,
    awsRequestId: invocation.requestId,
    invokedFunctionArn: invocation.invokedFunctionArn,
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, Math.floor(deadline - performance.now())),
    done: (error, value) => (error ? fail(invocation, error) : succeed(invocation, value)),
    succeed: (value) => succeed(invocation, value),
    fail: (error) => fail(invocation, error),
  };
}

function serve(handler, invocation) {
  current = invocation;
  // With the port unreferenced, 'beforeExit' tells that nothing can settle this invocation any more.
  parentPort.unref();
  const callback = (error, value) => (error ? fail(invocation, error) : succeed(invocation, value));
  try {
    const returned = handler(JSON.parse(invocation.payload), contextOf(invocation), callback);
    if (typeof returned?.then !== 'function') return;
    invocation.isPromise = true;
    returned.then(
      (value) => succeed(invocation, value),
      (error) => fail(invocation, error),
    );
  } catch (error) {
    fail(invocation, error);
  }
}

process.on('beforeExit', () => {
  if (!current) return;
  if (!current.isPromise) return succeed(current, null);
  const message =
    'The event loop is empty, but the promise that the handler returned is not settled';
  fail(current, runtimeError('Runtime.NodeJsExit', message));
});

function die(error, exitCode) {
  log('ERROR', ['Uncaught Exception', JSON.stringify(describe(error))]);
  post({ type: 'fatal', error: describe(error) });
  process.exit(exitCode);
}
process.on('uncaughtException', (error) => die(error, 129));
process.on('unhandledRejection', (reason) => {
  die(runtimeError('Runtime.UnhandledPromiseRejection', String(reason)), 128);
});

loadHandler().then(
  (handler) => {
    parentPort.on('message', (invocation) => serve(handler, invocation));
    post({ type: 'ready' });
  },
  (error) => die(error, 1),
);
