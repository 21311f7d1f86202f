import * as z from 'zod';
import { findHyperParameterFault, type HyperParameters } from '../run/hyper-parameters';
import { type PayloadContract } from './contract';
import { malformedReply, readJsonReply } from './read-json-reply';
import { findTgiFault, tgiParameters } from './tgi-parameters';

const answerSchema = z.object({ generated_text: z.string() });
const replySchema = z.union([z.array(answerSchema), answerSchema.transform((answer) => [answer])]);

/**
 * JumpStart's text2text models of versions 2.*, served by Text Generation Inference: one text a
 * request, since TGI batches by itself whatever is under way. Source: the notebook
 * text2text-generation-flan-t5 of aws/amazon-sagemaker-examples; TGI's OpenAPI description.
 */
export const tgiContract: PayloadContract = {
  name: 'tgi-2.x',
  contentType: 'application/json',
  maxTexts: 1,

  findFault(parameters: HyperParameters) {
    return findHyperParameterFault(parameters) ?? findTgiFault(parameters);
  },

  writeRequest([text], parameters) {
    const request = { inputs: text, parameters: tgiParameters(parameters) };
    return new TextEncoder().encode(JSON.stringify(request));
  },

  readReply(body, count) {
    const answers = readJsonReply(body, replySchema);
    if (answers.length !== count) {
      throw malformedReply(`the reply has ${answers.length} answers to ${count} texts`);
    }
    return answers.map((answer) => [answer.generated_text]);
  },
};
