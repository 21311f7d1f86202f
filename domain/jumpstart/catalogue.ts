import * as z from 'zod';
import catalogueJson from './catalogue.json';

const environmentSchema = z.record(z.string(), z.string());

const registryAccountsSchema = z.record(z.string(), z.string().regex(/^\d{12}$/));

/**
 * The pinned part of JumpStart's public catalogue: every text2text model, with its last 1.x version,
 * for batch transform, and its last 2.x version, for endpoints. `catalogue.json` says where and when it was read.
 * What several models share (container, environment, instance types) is written once.
 */
const catalogueSchema = z.strictObject({
  source: z.string(),
  readOn: z.iso.date(),
  /** All 1.x versions in the catalogue use the same container. */
  container: z.strictObject({
    contract: z.literal('text2text-1.x'),
    environment: environmentSchema,
    /** `inference_enable_network_isolation` of the specs. */
    networkIsolation: z.boolean(),
    /** `repository:tag`, with the instance families that the image is made for (CPU or GPU). */
    images: z.array(z.strictObject({ name: z.string(), instanceFamilies: z.array(z.string()) })),
    /** Region -> account of the registry. A region that is not here has no alias in the 1.x specs. */
    registryAccounts: registryAccountsSchema,
  }),
  /** All 2.x versions use the same container; it needs a GPU. */
  endpointContainer: z.strictObject({
    contract: z.literal('tgi-2.x'),
    environment: environmentSchema,
    networkIsolation: z.boolean(),
    /** `repository:tag`. */
    image: z.string(),
    /** Regions besides those of `container.registryAccounts`. */
    moreRegistryAccounts: registryAccountsSchema,
  }),
  profiles: z.record(
    z.string(),
    z.strictObject({
      defaultInstanceType: z.string(),
      /** Those that JumpStart lists for hosting; a few are not transform types. */
      testedInstanceTypes: z.array(z.string()),
      /** On top of the container's. */
      environment: environmentSchema,
    }),
  ),
  endpointProfiles: z.record(
    z.string(),
    z.strictObject({
      defaultInstanceType: z.string(),
      /** Those that JumpStart lists; the number becomes SM_NUM_GPUS, over which the model is spread. */
      gpusByInstanceType: z.record(z.string(), z.int().positive()),
    }),
  ),
  models: z.record(
    z.string(),
    z.strictObject({
      /** False: JumpStart no longer lists the model (deprecated or removed). */
      listed: z.boolean(),
      lastSeen: z.iso.date(),
      versions: z.record(
        z.string(),
        z.strictObject({ artifactKey: z.string().endsWith('.tar.gz'), profile: z.string() }),
      ),
      /** Their artefact is an S3 prefix (ModelDataSource), which CreateTransformJob refuses. */
      endpointVersions: z.record(
        z.string(),
        z.strictObject({ artifactPrefix: z.string().endsWith('/'), profile: z.string() }),
      ),
    }),
  ),
});

export type Catalogue = z.infer<typeof catalogueSchema>;
export type CatalogueModel = Catalogue['models'][string];
export type CatalogueProfile = Catalogue['profiles'][string];

export const catalogue: Catalogue = catalogueSchema.parse(catalogueJson);
