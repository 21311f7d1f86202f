import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { AwsError } from './aws-error';
import { type AwsService, type RequestContext } from './service';

/** A service and the connections of the requests that it answers. */
export class RunningService {
  readonly #connections = new Set<Socket>();
  #closing = false;

  constructor(private readonly service: AwsService) {}

  /** @throws AwsError ServiceUnavailable from `close` on */
  async handle(
    request: IncomingMessage,
    response: ServerResponse,
    context: RequestContext,
  ): Promise<void> {
    if (this.#closing) {
      throw new AwsError(
        'ServiceUnavailable',
        `The embedded AWS is closing: '${this.service.signingName}' takes no more requests.`,
        503,
      );
    }
    this.#connections.add(request.socket);
    try {
      await this.service.handle(request, response, context);
    } finally {
      this.#connections.delete(request.socket);
    }
  }

  /** Cuts the requests under way, as a client that stalls would hold the service for ever. */
  async close(): Promise<void> {
    this.#closing = true;
    for (const connection of this.#connections) connection.destroy();
    await this.service.close();
  }
}
