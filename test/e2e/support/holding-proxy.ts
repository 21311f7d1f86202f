import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';

/** Passes requests on, and holds back those of one operation until it is released. */
export interface HoldingProxy {
  readonly url: string;
  /** Where requests go; known only when the embedded AWS has its port. */
  target: string;
  /** Resolves when a request of the operation waits here: its caller has come to it, and no further. */
  readonly held: Promise<void>;
  release(): void;
  close(): void;
}

/** @param operation as the header `x-amz-target` has it */
export async function startHoldingProxy(operation: string): Promise<HoldingProxy> {
  let onHeld = (): void => undefined;
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (onHeld = resolve));
  const released = new Promise<void>((resolve) => (release = resolve));

  const server = createServer((incoming, response) => {
    if (incoming.headers['x-amz-target'] === operation) {
      onHeld();
      void released.then(() => {
        pass(incoming, response, proxy.target);
      });
    } else pass(incoming, response, proxy.target);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const proxy: HoldingProxy = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    target: '',
    held,
    release,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
  return proxy;
}

function pass(incoming: IncomingMessage, response: ServerResponse, target: string): void {
  const { method, headers, url = '/' } = incoming;
  const outgoing = request(new URL(url, target), { method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  outgoing.on('error', () => response.destroy());
  incoming.pipe(outgoing);
}
