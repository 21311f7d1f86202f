/**
 * A container for tests of the transform job: answers `[<body>]`, unless a marker in the body says otherwise.
 *
 *   FAIL:<status>    that status with the body `refused: <body>`
 *   ONCE:<status>    the same, for the first request only that carries this marker
 *   HANG             no answer
 *   DROP             the connection is cut
 *   EXIT             the process ends with status 3
 *   ENV, HEADERS     the process's environment, the request's headers, as JSON
 *   MEET:<n>         waits until n requests are inside, then answers with the highest number inside ever
 *   AFTER:<word>     waits until a request with `WORD:<word>` has been answered
 *
 * FIXTURE_PING: `never` (always 503), `hang`. FIXTURE_PARAMETERS: what /execution-parameters answers.
 * FIXTURE_IGNORE_SIGTERM: only SIGKILL ends it.
 */
import { Buffer } from 'node:buffer';
import { createServer } from 'node:http';

const { env } = process;
const seen = new Set();
const answered = new Set();
let waiting = [];
let inside = 0;
let peak = 0;

process.stdin.on('end', () => process.exit(0)).resume();
if (env.FIXTURE_IGNORE_SIGTERM) process.on('SIGTERM', () => console.log('SIGTERM ignored'));
if (env.FIXTURE_EXIT) {
  console.error('cannot load the model');
  process.exit(Number(env.FIXTURE_EXIT));
}

const server = createServer(async (request, response) => {
  if (request.url === '/ping') {
    if (env.FIXTURE_PING === 'hang') return;
    response.writeHead(env.FIXTURE_PING === 'never' ? 503 : 200).end();
  } else if (request.url === '/execution-parameters') {
    response.writeHead(env.FIXTURE_PARAMETERS ? 200 : 404).end(env.FIXTURE_PARAMETERS);
  } else {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    inside += 1;
    peak = Math.max(peak, inside);
    await answer(Buffer.concat(chunks).toString('latin1'), request, response);
    inside -= 1;
    wake();
  }
});
server.keepAliveTimeout = 120_000;
server.listen(Number(env.SAGEMAKER_BIND_TO_PORT), '127.0.0.1', () => {
  console.log(`listening on ${server.address().port}`);
});

async function answer(body, request, response) {
  const [, marker, argument] =
    /\b(FAIL|ONCE|HANG|DROP|EXIT|ENV|HEADERS|MEET|AFTER)\b:?(\w*)/.exec(body) ?? [];
  console.log(`invoked: ${marker ?? 'plain'}`);
  switch (marker) {
    case 'FAIL':
      return send(response, Number(argument), `refused: ${body}`);
    case 'ONCE':
      if (seen.has(body)) break;
      seen.add(body);
      return send(response, Number(argument), `refused: ${body}`);
    case 'HANG':
      return new Promise(() => {});
    case 'DROP':
      return request.socket.destroy();
    case 'EXIT':
      return process.exit(3);
    case 'ENV':
      return send(response, 200, JSON.stringify(env));
    case 'HEADERS':
      return send(response, 200, JSON.stringify(request.headers));
    case 'MEET':
      wake();
      await until(() => peak >= Number(argument));
      return send(response, 200, `peak ${peak}`);
    case 'AFTER':
      await until(() => answered.has(argument));
      break;
  }
  const word = /WORD:(\w+)/.exec(body)?.[1];
  send(response, 200, `[${body}]`);
  if (word) answered.add(word);
  wake();
}

function send(response, status, body) {
  response.writeHead(status).end(Buffer.from(body, 'latin1'));
}

async function until(condition) {
  while (!condition()) await new Promise((resolve) => waiting.push(resolve));
}

function wake() {
  const woken = waiting;
  waiting = [];
  for (const resolve of woken) resolve();
}
