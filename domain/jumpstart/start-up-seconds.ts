/** SageMaker's most, for the download of an artefact and again for the first healthy answer. */
const MOST = 3600;

/**
 * Seconds by the size in a model's id: the published notebooks need 1,200 and more for xl (11 GB of
 * weights) and JumpStart's own specs give 3,600 to all; a model of 3 GB or less is loaded in minutes.
 */
const BY_SIZE: readonly (readonly [RegExp, number])[] = [
  [/-(xxl|ul2|t0pp)\b/, MOST],
  [/-xl\b/, 1200],
];
const SMALLER = 600;

/**
 * How long SageMaker waits for a model's container. A healthy one is in service as soon as it
 * answers; only a broken one costs the whole time.
 *
 * @param modelId of JumpStart; null: an own artefact, whose size nobody knows
 * @returns seconds, 60 to 3,600
 */
export function startUpSeconds(modelId: string | null): number {
  if (modelId === null) return 1200;
  return BY_SIZE.find(([size]) => size.test(modelId))?.[1] ?? SMALLER;
}
