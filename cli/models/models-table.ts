import Table from 'cli-table3';
import { type ListedVersion } from '../../domain/jumpstart/list-models';
import { type ModelsReport, type ReportedModel } from './models-report';

/** No lines between rows. */
const COMPACT = { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' };

/** The catalogue for a person: one line a model, deprecated ones last; below it what holds for all. */
export function modelsTable(report: ModelsReport): string {
  const { models, ownModels, config, region, catalogueReadOn } = report;
  const table = new Table({
    head: ['JumpStart model', 'version', 'default type', 'endpoints only', 'deployed as'],
    style: { head: [], border: [] },
    chars: COMPACT,
  });
  const listed = models.filter(({ deprecated }) => !deprecated);
  table.push(...listed.map(row));
  table.push(...models.filter(({ deprecated }) => deprecated).map(row));
  const versions = models.flatMap((model) => model.versions);
  return [
    `Text2text models of JumpStart, as read on ${catalogueReadOn}, in ${region}; deployed by config/${config}.json`,
    table.toString(),
    'A deprecated model needs "allowDeprecated": true.',
    ...instanceTypes(versions),
    ...firstReason(versions),
    ...ownModels.map(
      ({ name, contract, image, supportedInstanceTypes }) =>
        `Own artefact '${name}': image ${image}, contract ${contract}, ${supportedInstanceTypes.join(', ')}`,
    ),
  ].join('\n');
}

function row({ modelId, deprecated, versions, deployedAs }: ReportedModel): string[] {
  const runnable = versions.filter((version) => version.batchTransform);
  return [
    deprecated ? `${modelId} (deprecated)` : modelId,
    runnable.map(({ version }) => version).join('\n'),
    runnable.map(({ defaultInstanceType }) => defaultInstanceType).join('\n'),
    versions.flatMap(({ version, batchTransform }) => (batchTransform ? [] : version)).join('\n'),
    deployedAs.map(({ name, defaultInstanceType }) => `${name}, ${defaultInstanceType}`).join('\n'),
  ];
}

/** Each image once, with its families: `... -gpu-...: sizes of g4dn, g5, p2, p3`. */
function instanceTypes(versions: readonly ListedVersion[]): string[] {
  const familiesByImage = new Map<string, Set<string>>();
  for (const version of versions) {
    if (!version.batchTransform) continue;
    for (const { image, supportedInstanceTypes } of version.images) {
      const families = familiesByImage.get(image) ?? new Set();
      for (const type of supportedInstanceTypes) families.add(type.split('.')[1] ?? type);
      familiesByImage.set(image, families);
    }
  }
  return [...familiesByImage].map(
    ([image, families]) =>
      `Instance types of ${image.split(':')[1] ?? image}: sizes of ${[...families].sort().join(', ')}.`,
  );
}

/** The same for all but the names in it. */
function firstReason(versions: readonly ListedVersion[]): string[] {
  const refused = versions.find((version) => !version.batchTransform);
  return refused ? [`Endpoints only, for example: ${refused.reason}.`] : [];
}
