import { resolveJumpStartModel } from '../../domain/jumpstart/resolve-model';
import { type DeployedModel } from '../../domain/run/deployed-model';
import { isJumpStart, type ModelConfig, type OwnModelConfig } from '../config/schema';

/** A configured model with everything that its config and region decide. */
export interface ModelFacts extends Omit<DeployedModel, 'modelName' | 'modelDataUrl'> {
  /** The container gets no network: SageMaker brings the records to it. */
  readonly networkIsolation: boolean;
  /** An object that exists (`url`), or a folder that is yet to be packed (`path`). */
  readonly modelData: OwnModelConfig['modelData'];
}

/** @throws ModelRefused for what SageMaker would refuse */
export function modelFacts(config: ModelConfig, region: string): ModelFacts {
  if (!isJumpStart(config)) {
    const { instanceType, ...own } = config;
    return {
      ...own,
      jumpStart: null,
      defaultInstanceType: instanceType,
      supportedInstanceTypes: [...new Set([instanceType, ...config.supportedInstanceTypes])],
    };
  }
  const { name, jumpStart, instanceType } = config;
  const model = resolveJumpStartModel({ ...jumpStart, region, instanceType });
  return {
    name,
    jumpStart: { modelId: model.modelId, version: model.version },
    image: model.image,
    modelData: { url: model.modelDataUrl },
    environment: { ...model.environment },
    networkIsolation: model.networkIsolation,
    contract: model.contract,
    defaultInstanceType: model.defaultInstanceType,
    supportedInstanceTypes: [...model.supportedInstanceTypes],
  };
}
