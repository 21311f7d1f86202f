import { type EmitEvent } from '../../events/event';
import { type State, volatileState } from '../../state/state';
import { type ArnMaker } from '../arn';
import { type Models } from '../models';
import { type TagStore } from '../tags';
import { EndpointConfigs } from './endpoint-configs';
import { EndpointTransitions } from './endpoint-transitions';
import { Endpoints } from './endpoints';
import { KeptEndpoints } from './kept-endpoints';
import { logGroupOf } from './log-group';
import { VariantHost, type VariantHostOptions } from './variant-host';

export interface HostingOptions extends VariantHostOptions {
  readonly models: Models;
  readonly tags: TagStore;
  readonly arn: ArnMaker;
  readonly emitEvent: EmitEvent;
  readonly state?: State;
}

/** Real-time inference: endpoints and their configurations. */
export interface Hosting {
  readonly configs: EndpointConfigs;
  readonly endpoints: Endpoints;
  readonly tags: TagStore;
}

export function startHosting(options: HostingOptions): Hosting {
  const { clock, logSink } = options;
  const configs = new EndpointConfigs(options);
  const kept = new KeptEndpoints(options.state ?? volatileState);
  const transitions = new EndpointTransitions({
    ...options,
    now: () => clock.now(),
    onChange: (endpoint) => {
      kept.save(endpoint);
    },
    logFailure: (endpointName, error) => {
      const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
      logSink.write(logGroupOf(endpointName), 'internal-error', message, clock.now());
    },
  });
  const host = new VariantHost(options);
  const endpoints = new Endpoints({ ...options, configs, host, transitions, kept });
  return { configs, endpoints, tags: options.tags };
}
