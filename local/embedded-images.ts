import { modelServerCommand } from './model-server/command';
import { type ContainerImages } from './sagemaker/container-images';

const servers = { 'embedded/t5-onnx': 't5', 'embedded/echo': 'echo' } as const;

/**
 * The container images that run here without a registry, by repository and whatever tag:
 * `embedded/t5-onnx` (a T5 in ONNX from the model's artefact) and `embedded/echo`.
 */
export const embeddedImages: ContainerImages = (imageUri) => {
  const [repository, tag] = imageUri.split(':');
  const server = Object.entries(servers).find(([name]) => name === repository);
  return server && tag !== undefined ? modelServerCommand(server[1]) : undefined;
};
