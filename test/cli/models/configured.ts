import { type ConfiguredModels } from '../../../cli/models/configured-models';

/** A configuration with one model of JumpStart and one of its own. */
export const CONFIGURED: ConfiguredModels = {
  region: 'eu-west-1',
  models: [
    {
      name: 'flan',
      jumpStart: { modelId: 'huggingface-text2text-flan-t5-large', version: '1.2.2' },
      image: 'image:1',
      contract: 'text2text-1.x',
      defaultInstanceType: 'ml.m5.xlarge',
      supportedInstanceTypes: ['ml.m5.xlarge'],
    },
    {
      name: 'mine',
      jumpStart: null,
      image: 'registry/mine:2',
      contract: 'text2text-1.x',
      defaultInstanceType: 'ml.c5.xlarge',
      supportedInstanceTypes: ['ml.c5.xlarge', 'ml.c5.2xlarge'],
    },
  ],
};
