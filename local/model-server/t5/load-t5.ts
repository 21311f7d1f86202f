import { type TextModel } from '../text-model';
import { readT5Folder } from './model-folder';
import { T5Sessions } from './sessions';
import { T5Model } from './t5-model';
import { TextCodec } from './text-codec';

/**
 * Loads a T5 (or FLAN-T5) from its folder: the ONNX layout of Optimum's exports, with
 * `onnx/encoder_model.onnx` and `onnx/decoder_model_merged.onnx` in float32.
 */
export async function loadT5(modelFolder: string): Promise<TextModel> {
  const folder = await readT5Folder(modelFolder);
  return new T5Model(folder, await T5Sessions.load(folder), new TextCodec(folder));
}
