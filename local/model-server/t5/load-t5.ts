import { type TextModel } from '../text-model';

/** Loads a T5 from its folder. */
export function loadT5(modelFolder: string): Promise<TextModel> {
  return Promise.reject(new Error(`The T5 engine is not in this build yet: ${modelFolder}`));
}
