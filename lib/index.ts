export { addStacks, type DeploymentOptions, type DeploymentStacks } from './add-stacks';
export { BatchTextToText, type BatchTextToTextProps, type Overlay } from './batch-text-to-text';
export { ConfigError } from './config/config-error';
export { loadConfig, type LoadConfigOptions } from './config/load-config';
export { type DeploymentConfig } from './config/schema';
export { prepareModels, type PreparedModel } from './models/prepare-models';
export { ModelStack, type ModelStackProps } from './stacks/model-stack';
export { PipelineStack, type PipelineStackProps } from './stacks/pipeline-stack';
export { StorageStack, type StorageStackProps } from './stacks/storage-stack';
