import { modelServerCommand, type ModelServerKind } from './model-server/command';
import { type ContainerCommand, type ContainerImages } from './sagemaker/container-images';

interface Image {
  readonly kind: ModelServerKind;
  readonly env?: ContainerCommand['env'];
}

const TGI = { MODEL_SERVER_CONTRACT: 'tgi-2.x' };

/** By repository. */
const images: Readonly<Record<string, Image>> = {
  'embedded/t5-onnx': { kind: 't5' },
  'embedded/t5-tgi': { kind: 't5', env: TGI },
  'embedded/echo': { kind: 'echo' },
  'embedded/echo-tgi': { kind: 'echo', env: TGI },
};

/**
 * The container images that run here without a registry, whatever their tag: a T5 in ONNX from the model's artefact
 * or an echo, each with the payloads of JumpStart's text2text models 1.x (`embedded/t5-onnx`, `embedded/echo`) or of
 * text-generation-inference, which the models 2.x are served by (`embedded/t5-tgi`, `embedded/echo-tgi`).
 */
export const embeddedImages: ContainerImages = (imageUri) => {
  const [repository = '', tag] = imageUri.split(':');
  const image = Object.hasOwn(images, repository) ? images[repository] : undefined;
  if (!image || tag === undefined) return undefined;
  const command = modelServerCommand(image.kind);
  return image.env ? { ...command, env: image.env } : command;
};
