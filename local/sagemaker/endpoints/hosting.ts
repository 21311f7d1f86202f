import { type EmitEvent } from '../../events/event';
import { type ArnMaker } from '../arn';
import { type Models } from '../models';
import { type TagStore } from '../tags';
import { EndpointConfigs } from './endpoint-configs';
import { EndpointTransitions } from './endpoint-transitions';
import { Endpoints } from './endpoints';
import { logGroupOf } from './log-group';
import { VariantHost, type VariantHostOptions } from './variant-host';

export interface HostingOptions extends VariantHostOptions {
  readonly models: Models;
  readonly tags: TagStore;
  readonly arn: ArnMaker;
  readonly emitEvent: EmitEvent;
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
  const transitions = new EndpointTransitions({
    ...options,
    now: () => clock.now(),
    logFailure: (endpointName, error) => {
      const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
      logSink.write(logGroupOf(endpointName), 'internal-error', message, clock.now());
    },
  });
  const host = new VariantHost(options);
  const endpoints = new Endpoints({ ...options, configs, host, transitions });
  return { configs, endpoints, tags: options.tags };
}
