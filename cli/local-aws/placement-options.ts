import { InvalidArgumentError, Option, type Command } from 'commander';
import {
  type PlacementOptions,
  type ServiceName,
  isServiceName,
  serviceNames,
} from '../../local/placement';

/** Words of the command line about where services run, by the options' names in commander. */
type GivenOptions = Readonly<Record<string, unknown>>;

/** Thirteen of a kind would hide the rest of the help: one stands for all. */
const SHOWN: ServiceName = 's3';

/** `--s3-endpoint URL` and the like. */
const ENDPOINT_OPTIONS = serviceNames.map((service) => {
  const what = `where ${service} is, if not here; so for each service`;
  const option = new Option(`--${service}-endpoint <url>`, what).argParser(parseEndpoint);
  return { service, option: option.hideHelp(service !== SHOWN) };
});

const HELP = `
Services, for --only and --SERVICE-endpoint:
  ${serviceNames.slice(0, 7).join(', ')},
  ${serviceNames.slice(7).join(', ')}
Requests for a service elsewhere can come here all the same: they are handed on.`;

/** Adds the options that say which services run in the process, and where the others are. */
export function addPlacementOptions(command: Command): void {
  const only = new Option('--only <services>', 'run these alone, with commas between');
  command.addOption(only.argParser(parseServices));
  for (const { option } of ENDPOINT_OPTIONS) command.addOption(option);
  command
    .option('--others-endpoint <url>', 'where all others are', parseEndpoint)
    .addHelpText('after', HELP);
}

export function readPlacement(given: GivenOptions): PlacementOptions {
  const endpoints = Object.fromEntries(
    ENDPOINT_OPTIONS.flatMap(({ service, option }) => {
      const url = given[option.attributeName()];
      return typeof url === 'string' ? [[service, url]] : [];
    }),
  );
  const { only, othersEndpoint } = given;
  return {
    endpoints,
    ...(Array.isArray(only) && { only: only.filter(isServiceName) }),
    ...(typeof othersEndpoint === 'string' && { othersEndpoint }),
  };
}

function parseServices(value: string): ServiceName[] {
  return value.split(',').map((word) => {
    const name = word.trim();
    if (isServiceName(name)) return name;
    throw new InvalidArgumentError(`'${name}' is no service; valid: ${serviceNames.join(', ')}`);
  });
}

/** An origin: a service's paths begin at its root. */
function parseEndpoint(value: string): string {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  const isOrigin = url && /^https?:$/.test(url.protocol) && url.pathname === '/' && !url.search;
  if (isOrigin) return url.origin;
  throw new InvalidArgumentError('valid: http://HOST:PORT or https://HOST:PORT');
}
