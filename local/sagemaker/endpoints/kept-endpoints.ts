import * as z from 'zod';
import { asItIs } from '../../state/format';
import { type State } from '../../state/state';
import { type Endpoint } from './endpoint';

const schema = z.object({
  name: z.string(),
  arn: z.string(),
  configName: z.string(),
  /** Epoch milliseconds, both. */
  creationTime: z.number(),
  lastModifiedTime: z.number(),
  status: z.enum(['Creating', 'InService', 'Updating', 'RollingBack', 'Failed', 'Deleting']),
  failureReason: z.string().optional(),
  variants: z.array(z.object({ name: z.string(), weight: z.number(), instanceCount: z.number() })),
});
export type StoredEndpoint = z.output<typeof schema>;

/** Endpoints as they stood, to be started again in another process. */
export class KeptEndpoints {
  readonly #stored: Map<string, StoredEndpoint>;
  #isClosed = false;

  constructor(state: State) {
    this.#stored = state.map('endpoints', asItIs(schema));
  }

  all(): StoredEndpoint[] {
    return [...this.#stored.values()];
  }

  save(endpoint: Endpoint): void {
    if (this.#isClosed) return;
    const { name, arn, configName, creationTime, lastModifiedTime, status } = endpoint;
    this.#stored.set(name, {
      name,
      arn,
      configName,
      creationTime,
      lastModifiedTime,
      status,
      failureReason: endpoint.failureReason,
      variants: (endpoint.fleet?.variants ?? []).map((variant) => ({
        name: variant.name,
        weight: variant.weight,
        instanceCount: variant.desiredInstanceCount,
      })),
    });
  }

  remove(name: string): void {
    if (!this.#isClosed) this.#stored.delete(name);
  }

  /** The end of the process ends containers, not endpoints: what is deleted from here on is kept. */
  close(): void {
    this.#isClosed = true;
  }
}
