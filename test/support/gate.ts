import { once } from 'node:events';
import { type ServerResponse, createServer } from 'node:http';
import { type AddressInfo } from 'node:net';

/** A server that holds its requests back until it is opened: what waits there is known to run. */
export interface Gate {
  readonly url: string;
  /** Resolves when `count` requests wait. */
  waiting(count: number): Promise<void>;
  /** Lets all through, now and later. */
  open(): void;
  close(): void;
}

export async function startGate(): Promise<Gate> {
  const held: ServerResponse[] = [];
  let isOpen = false;
  let onArrival = (): void => undefined;
  const server = createServer((_, response) => {
    if (isOpen) response.end();
    else held.push(response);
    onArrival();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    waiting: (count) =>
      new Promise((resolve) => {
        onArrival = () => {
          if (held.length >= count) resolve();
        };
        onArrival();
      }),
    open() {
      isOpen = true;
      held.forEach((response) => response.end());
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
