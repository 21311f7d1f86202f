import { type PresetInput } from './request';

/**
 * Lays one input over another: what `upper` names stands, what it leaves open is taken from `lower`.
 * `dataset`, `transform` and `rouge` are laid field by field, everything else is taken whole: a
 * sampling preset must not creep into a greedy request.
 *
 * Some fields speak of the same thing. Whoever names one of them means it, and not the other one of
 * a layer below, which is left out of the result (open, so that a third layer may fill it):
 * - another `dataset.uri` leaves `dataset.references` behind, which belong to their own data set
 * - `dataset.references` and `dataset.referenceColumn` displace each other
 * - changing the format to `prepared` displaces `dataset.referenceColumn`: other data, other columns
 * - `hyperParameters` and `dataset.hyperParametersColumn` displace each other
 * - another `model` leaves `transform.instanceType` behind, which was chosen for its own model
 *
 * Not associative: references without a `uri` belong to the data set of the layer below theirs.
 * So lay the input over the preset first, and both over the defaults.
 */
export function layerInputs(upper: PresetInput, lower: PresetInput): PresetInput {
  const { dataset, ...others } = withoutDisplaced(upper, lower);
  return {
    ...others,
    ...upper,
    dataset: { ...dataset, ...upper.dataset },
    transform: { ...others.transform, ...upper.transform },
    rouge: { ...others.rouge, ...upper.rouge },
  };
}

function withoutDisplaced(upper: PresetInput, lower: PresetInput): PresetInput {
  const { uri, format, references, referenceColumn, hyperParametersColumn } = upper.dataset ?? {};
  const dataset = { ...lower.dataset };
  const transform = { ...lower.transform };
  const rest = { ...lower, dataset, transform };
  const otherDataset = uri !== undefined && uri !== dataset.uri;
  if (otherDataset || isNamed(referenceColumn)) delete dataset.references;
  const otherFormat = format === 'prepared' && dataset.format !== 'prepared';
  if (otherFormat || isNamed(references)) delete dataset.referenceColumn;
  if (isNamed(upper.hyperParameters)) delete dataset.hyperParametersColumn;
  if (isNamed(hyperParametersColumn)) delete rest.hyperParameters;
  if (upper.model !== undefined && upper.model !== lower.model) delete transform.instanceType;
  return rest;
}

/** Null names nothing: it only says "none here". */
function isNamed(value: unknown): boolean {
  return value !== undefined && value !== null;
}
