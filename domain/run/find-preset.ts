import { type Presets } from './deployment';
import { InvalidRunRequest } from './errors';
import { nearestName } from './nearest-name';

/** A list of presets with what each is for stays readable in the console's error box. */
const SHOWN_CHARACTERS = 80;

/** @throws InvalidRunRequest listing the presets that there are, or how to have some */
export function findPreset(name: string, presets: Presets): Presets[string] {
  const preset = Object.hasOwn(presets, name) ? presets[name] : undefined;
  if (preset) return preset;
  const found = `field 'preset' is ${JSON.stringify(name)}`;
  const names = Object.keys(presets);
  if (names.length === 0) {
    throw new InvalidRunRequest(
      `${found}, but this deployment has no presets; leave the field out, or add the preset as ` +
        `'presets.${name}' to the config and deploy again`,
    );
  }
  const near = nearestName(name, names);
  throw new InvalidRunRequest(
    `${found}, which this deployment does not have; valid: ${names.map((known) => withPurpose(known, presets)).join(', ')}` +
      (near === undefined ? '' : `. Did you mean '${near}'?`),
  );
}

function withPurpose(name: string, presets: Presets): string {
  const description = presets[name]?.description ?? '';
  const short =
    description.length <= SHOWN_CHARACTERS
      ? description
      : `${description.slice(0, SHOWN_CHARACTERS).replace(/\s+\S*$/, '')} ...`;
  return `${name} (${short})`;
}
